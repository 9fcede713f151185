reset
# The headline over the rounds: own, the group's and the average, each named at its end.
#
# Data blocks, tab-separated:
#   $figures   year, own, the group's, the average; NaN breaks a line
#   $values    year, own, side of the text (1 above, -1 below), own as people read it
#   $counts    year, number of units in the average
#   $counted   what is counted
#   $ends      the text at the end of each of the three lines
# Variables: first_year, last_year, has_own, has_near, has_nation, has_values, has_counts,
#   own_end, near_end, nation_end (where the texts stand on the scale)

legend_lines = 0
load 'palette.gp'
load 'style.gp'

# The scale is 320 pixels high; years and counts stand below it in the same rectangle.
pixel = (highest - lowest) / 320.0
last_x = 676
set lmargin at screen across(56)
set rmargin at screen across(last_x)
set tmargin at screen down(above + 16)
set bmargin at screen down(above + 16 + 320 + 54)
set xrange [first_year - 0.5:last_year + 0.5]
set yrange [lowest - 54 * pixel:highest]
unset xtics
set ytics textcolor rgb quiet_ink
set ytics (shown($marks[1]) lowest)
do for [k = 1:mark_count] { set ytics add (shown($marks[k + 1]) mark(k)) }
set grid ytics linetype 1 linewidth 1 linecolor rgb grid_colour back

set arrow from graph 0, first lowest to graph 1, first lowest nohead back linewidth 1 linecolor rgb axis_colour
if (has_target) {
    set arrow from graph 0, first target to graph 1, first target nohead back linewidth 1.6 dashtype (5, 4) linecolor rgb target_colour
    set label heading(4) at graph 0.005, first target + 9 * pixel left noenhanced font small_font textcolor rgb target_colour
}
if (has_own) { set label shown($ends[1]) at screen across(last_x + 8), first own_end left noenhanced font 'DejaVu Sans Bold,11' textcolor rgb own_colour }
if (has_near) { set label shown($ends[2]) at screen across(last_x + 8), first near_end left noenhanced font small_font textcolor rgb near_ink }
if (has_nation) { set label shown($ends[3]) at screen across(last_x + 8), first nation_end left noenhanced font small_font textcolor rgb nation_colour }
if (has_counts) { set label shown($counted[1]) at screen across(last_x + 8), first lowest - 38 * pixel left noenhanced font small_font textcolor rgb quiet_ink }

plot $figures using 1:4 with linespoints linewidth 1.6 dashtype (8, 4) pointtype 5 pointsize 0.6 linecolor rgb nation_colour notitle, \
    $figures using 1:3 with linespoints linewidth 1.6 pointtype 13 pointsize 1.0 linecolor rgb near_colour notitle, \
    $figures using 1:2 with linespoints linewidth 3.2 pointtype 7 pointsize 1.0 linecolor rgb own_colour notitle, \
    $figures using 1:(lowest - 18 * pixel):1 with labels center textcolor rgb ink notitle, \
    $counts using 1:(lowest - 38 * pixel):2 with labels center noenhanced font small_font textcolor rgb quiet_ink notitle, \
    $values using 1:($2 + 14 * pixel * $3):4 with labels center noenhanced font strong_font textcolor rgb own_colour notitle
