reset
# How the units spread over the scale, with the reader's own place. A bar's height is its
# count for each step of the scale, so that its area is its count.
#
# Data blocks, tab-separated:
#   $bins      from, to, height, count as people read it
#   $places    what the reader's line and the average's line are called
# Variables: tallest, has_own, own, has_mean, mean

legend_lines = 0
load 'palette.gp'
load 'style.gp'

set lmargin at screen across(48)
set rmargin at screen across(width - 48)
set tmargin at screen down(above + 52)
set bmargin at screen down(above + body - 50)
set xrange [lowest:highest]
set yrange [0:1.12 * tallest]
unset ytics
set xtics textcolor rgb quiet_ink
set xtics (shown($marks[1]) lowest)
do for [k = 1:mark_count] { set xtics add (shown($marks[k + 1]) mark(k)) }
set arrow from graph 0, graph 0 to graph 1, graph 0 nohead front linewidth 1 linecolor rgb axis_colour

# The two lines' names point away from each other, where there is room.
range = real(highest - lowest)
if (has_target) {
    set arrow from target, graph 0 to target, graph 1 nohead front linewidth 1.4 dashtype (5, 4) linecolor rgb target_colour
    set label heading(4) at target, screen down(above + body - 10) center noenhanced font small_font textcolor rgb target_colour
}
if (has_mean) {
    set arrow from mean, graph 0 to mean, screen down(above + 20) nohead front linewidth 1.6 linecolor rgb nation_colour
    if (has_own ? mean >= own : mean - lowest < range / 2) {
        set label shown($places[2]) at mean, screen down(above + 27) left offset 0.6, 0 noenhanced font small_font textcolor rgb nation_colour
    } else {
        set label shown($places[2]) at mean, screen down(above + 27) right offset -0.6, 0 noenhanced font small_font textcolor rgb nation_colour
    }
}
if (has_own) {
    set arrow from own, graph 0 to own, screen down(above + 2) nohead front linewidth 3.2 linecolor rgb own_colour
    if (has_mean && own < mean ? own - lowest < 0.35 * range : own - lowest < 0.65 * range) {
        set label shown($places[1]) at own, screen down(above + 8) left offset 0.6, 0 noenhanced font strong_font textcolor rgb own_colour
    } else {
        set label shown($places[1]) at own, screen down(above + 8) right offset -0.6, 0 noenhanced font strong_font textcolor rgb own_colour
    }
}

# A count steps aside for a line that would strike it through.
aside = 20 * range / (width - 96)
clear(x) = !(has_own && abs(x - own) < aside) && !(has_mean && abs(x - mean) < aside) && !(has_target && abs(x - target) < aside)
beside(x) = clear(x) ? x : clear(x - aside) ? x - aside : clear(x + aside) ? x + aside : clear(x - 2 * aside) ? x - 2 * aside : clear(x + 2 * aside) ? x + 2 * aside : x

plot $bins using (($1 + $2) / 2):($3 / 2):1:2:(0):3 with boxxyerror fillstyle solid border rgb '#FFFFFF' fillcolor rgb bar_colour notitle, \
    $bins using (beside(($1 + $2) / 2)):3:4 with labels center offset 0, 0.7 noenhanced textcolor rgb ink notitle
