reset
# The measuring points of a group as rows: how many percent meet each, as a bar; above it
# the rounds before, the oldest at the top; and the average.
#
# Data blocks, tab-separated:
#   $figures   row, own, the average
#   $names     row (and fraction, where a name has two lines), text
#   $trails    row, place among the rounds, own then; a blank line after each row
#   $left      row, which years cannot be compared, to stand at the left of the trail
#   $right     the same, to stand at its right
#   $values    row, own, n, the average, as people read them
#   $states    row, why there is no share
#   $percents  the marks from 0 to 100 as people read them
#   $columns   the names of the columns of $values
# Variables: row_count, round_count (this one too), has_own, has_nation, has_trails,
#   has_total (the first row is of all points)

legend_lines = 0
load 'palette.gp'
load 'style.gp'

# Pixels along the row: the percentages, and numbers to their right.
aside = has_nation ? 0 : 60
scale_left = 374
scale_right = 684 + aside
own_right = 764 + aside
n_right = 808 + aside
nation_right = 872
place(share) = scale_left + share * (scale_right - scale_left) / 100.0
top = above + 40
bottom = top + 34 * row_count

# Hundredths of a row from its middle: the bar, and the rounds before above it.
bar_top = round_count > 1 ? 0.04 : -0.18
bar_bottom = round_count > 1 ? 0.36 : 0.18
lane(k) = k == round_count - 1 ? bar_top : -0.37 + 0.34 * k / (round_count - 1.0)

set tmargin at screen down(top)
set bmargin at screen down(bottom)
set lmargin at screen across(24)
set rmargin at screen across(width - 24)
set xrange [24:width - 24]
set yrange [row_count + 0.5:0.5]
set format ''
unset xtics
set ytics 0.5, 1
set grid ytics linetype 1 linewidth 1 linecolor rgb grid_colour back

do for [k = 0:4] {
    set arrow from place(25 * k), graph 0 to place(25 * k), graph 1 nohead back linewidth 1 linecolor rgb k == 0 ? axis_colour : grid_colour
    set label shown($percents[k + 1]) at place(25 * k), screen down(bottom + 14) center textcolor rgb quiet_ink
}
if (has_total) { set arrow from graph 0, first 1.5 to graph 1, first 1.5 nohead back linewidth 1 linecolor rgb axis_colour }
if (has_own) {
    set label shown($columns[1]) at own_right, screen down(top - 17) right noenhanced font small_font textcolor rgb own_colour
    set label shown($columns[2]) at n_right, screen down(top - 17) right noenhanced font small_font textcolor rgb quiet_ink
}
if (has_nation) { set label shown($columns[3]) at nation_right, screen down(top - 17) right noenhanced font small_font textcolor rgb nation_colour }

# A text that stands nowhere ends some editions of gnuplot: what is left out is not plotted.
plot $names every ::has_total using (25):1:2 with labels left noenhanced textcolor rgb ink notitle, \
    for [i = 1:has_total] $names every ::0::0 using (25):1:2 with labels left noenhanced font strong_font textcolor rgb ink notitle, \
    $figures using (place(0)):1:(place(0)):(place($2)):($1 + bar_top):($1 + bar_bottom) with boxxyerror fillstyle solid noborder fillcolor rgb own_colour notitle, \
    $figures using (place($3)):($1 + bar_bottom + 0.1):(0):(bar_top - bar_bottom - 0.2) with vectors nohead linewidth 6 linecolor rgb '#FFFFFF' notitle, \
    $figures using (place($3)):($1 + bar_bottom + 0.1):(0):(bar_top - bar_bottom - 0.2) with vectors nohead linewidth 3 linecolor rgb nation_colour notitle, \
    $trails using (has_trails ? place($3) : NaN):($1 + lane($2)) with lines linewidth 1 linecolor rgb earlier_colour notitle, \
    $trails using ($2 < round_count - 1 ? place($3) : NaN):($1 + lane($2)) with points pointtype 7 pointsize 0.5 linecolor rgb earlier_colour notitle, \
    $left using (scale_left + 6):($1 - 0.2):2 with labels left noenhanced font small_font textcolor rgb quiet_ink notitle, \
    $right using (scale_right):($1 - 0.2):2 with labels right noenhanced font small_font textcolor rgb quiet_ink notitle, \
    for [i = 1:has_own] $values using (own_right):1:2 with labels right noenhanced font strong_font textcolor rgb own_colour notitle, \
    for [i = 1:has_own] $values using (n_right):1:3 with labels right noenhanced font small_font textcolor rgb quiet_ink notitle, \
    for [i = 1:has_nation] $values using (nation_right):1:4 with labels right noenhanced textcolor rgb nation_colour notitle, \
    $states using (scale_left + 8):($1 + (bar_top + bar_bottom) / 2):2 with labels left noenhanced font small_font textcolor rgb quiet_ink notitle
