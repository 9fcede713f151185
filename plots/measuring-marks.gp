reset
# The measuring points of one unit as rows, its rounds as columns: a filled circle where it
# meets the point, an open one where it does not; and how many percent of others do.
#
# Data blocks, tab-separated:
#   $points    column from 0, row, sign of the legend: 9 met, 10 not met
#   $texts     column, row, what stands for any other
#   $totals    column, row, how many are met of how many
#   $years     the years of the columns
#   $names     row (and fraction, where a name has two lines), text
#   $values    row, the group's share, the average, as people read them
#   $columns   two lines for each of the two columns of $values
# Variables: row_count, round_count, grid_right, grid_step (pixels), has_near, has_nation,
#   has_total (the first row is of all points)

legend_lines = 0
load 'palette.gp'
load 'style.gp'

near_right = 782
nation_right = 872
at_column(k) = grid_right - grid_step * (round_count - k - 0.5)
top = above + 36
bottom = top + 34 * row_count

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

# This round stands on a band.
set object 90 rectangle from at_column(round_count - 1.5), screen down(bottom) to grid_right, screen down(top - 30) fillstyle solid noborder fillcolor rgb '#F1F1F1' behind
if (has_total) { set arrow from graph 0, first 1.5 to graph 1, first 1.5 nohead back linewidth 1 linecolor rgb axis_colour }
if (has_near) {
    set label shown($columns[1]) at near_right, screen down(top - 27) right noenhanced font small_font textcolor rgb near_ink
    set label shown($columns[2]) at near_right, screen down(top - 12) right noenhanced font small_font textcolor rgb near_ink
}
if (has_nation) {
    set label shown($columns[3]) at nation_right, screen down(top - 27) right noenhanced font small_font textcolor rgb nation_colour
    set label shown($columns[4]) at nation_right, screen down(top - 12) right noenhanced font small_font textcolor rgb nation_colour
}
do for [k = 1:round_count] {
    set label shown($years[k]) at at_column(k - 1), screen down(top - 12) center noenhanced font k < round_count ? 'DejaVu Sans,12' : strong_font textcolor rgb k < round_count ? quiet_ink : own_colour
}

# A text that stands nowhere ends some editions of gnuplot: what is left out is not plotted.
plot $names every ::has_total using (25):1:2 with labels left noenhanced textcolor rgb ink notitle, \
    for [i = 1:has_total] $names every ::0::0 using (25):1:2 with labels left noenhanced font strong_font textcolor rgb ink notitle, \
    $points using ($3 == 9 ? at_column($1) : NaN):2 with points pointtype 7 pointsize 1.5 linecolor rgb own_colour notitle, \
    $points using ($3 == 10 ? at_column($1) : NaN):2 with points pointtype 6 pointsize 1.4 linewidth 1.6 linecolor rgb own_colour notitle, \
    $texts using (at_column($1)):2:3 with labels center noenhanced textcolor rgb ink notitle, \
    $totals using (at_column($1)):2:3 with labels center noenhanced font strong_font textcolor rgb own_colour notitle, \
    for [i = 1:has_near] $values using (near_right):1:2 with labels right noenhanced textcolor rgb near_ink notitle, \
    for [i = 1:has_nation] $values using (nation_right):1:3 with labels right noenhanced textcolor rgb nation_colour notitle
