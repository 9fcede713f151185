reset
# The reader's areas as rows: own score beside last year's, its group's and the average
# with its middle half.
#
# Data blocks, tab-separated:
#   $figures   row, own, last year's own, the group's, the average, its lower and upper quartile
#   $names     row (and fraction, where a name has two lines), text
#   $values    row, own, average, as people read them
#   $states    row, why it has no score, whether that stands beside a point, on the scale where
#   $columns   the names of the two columns of $values
# Variables: row_count, has_own, has_previous, has_near, has_nation, has_middle, has_states

legend_lines = 0
load 'palette.gp'
load 'style.gp'

# Pixels along the row: the scale, and numbers to its right.
scale_left = 304
scale_right = 730
place(score) = scale_left + (score - lowest) * (scale_right - scale_left) / real(highest - lowest)
top = above + 40

set tmargin at screen down(top)
set bmargin at screen down(top + 34 * row_count)
set lmargin at screen across(24)
set rmargin at screen across(width - 24)
set xrange [24:width - 24]
set yrange [row_count + 0.5:0.5]
set format ''
unset xtics
set ytics 0.5, 1
set grid ytics linetype 1 linewidth 1 linecolor rgb grid_colour back

do for [k = 0:mark_count] {
    set arrow from place(mark(k)), graph 0 to place(mark(k)), graph 1 nohead back linewidth 1 linecolor rgb grid_colour
    set label shown($marks[k + 1]) at place(mark(k)), screen down(top + 34 * row_count + 14) center textcolor rgb quiet_ink
}
if (has_target) {
    set arrow from place(target), graph 0 to place(target), screen down(top - 8) nohead back linewidth 1.6 dashtype (5, 4) linecolor rgb target_colour
    set label heading(4) at place(target), screen down(top - 17) center noenhanced font small_font textcolor rgb target_colour
}
if (has_own) { set label shown($columns[1]) at 786, screen down(top - 17) center noenhanced font small_font textcolor rgb own_colour }
if (has_nation) { set label shown($columns[2]) at 848, screen down(top - 17) center noenhanced font small_font textcolor rgb nation_colour }

plot $names using (25):1:2 with labels left noenhanced textcolor rgb ink notitle, \
    $figures using (place($6)):1:(place($6)):(place($7)):($1 - 0.28):($1 + 0.28) with boxxyerror fillstyle solid noborder fillcolor rgb middle_colour notitle, \
    $figures using (place($5)):($1 - 0.34):(0):(0.68) with vectors nohead linewidth 3 linecolor rgb nation_colour notitle, \
    $figures using (place($3)):1 with points pointtype 6 pointsize 1.5 linewidth 1.6 linecolor rgb own_colour notitle, \
    $figures using (place($4)):1 with points pointtype 13 pointsize 1.2 linecolor rgb near_colour notitle, \
    $figures using (place($2)):1 with points pointtype 7 pointsize 1.1 linecolor rgb own_colour notitle, \
    for [i = 1:has_own] $values using (786):1:2 with labels center noenhanced font strong_font textcolor rgb own_colour notitle, \
    for [i = 1:has_nation] $values using (848):1:3 with labels center noenhanced textcolor rgb nation_colour notitle, \
    $states using (place($4) + 8 + 6 * $3):1:2 with labels left noenhanced font small_font textcolor rgb quiet_ink notitle
