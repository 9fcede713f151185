reset
# The reader's areas as spokes: own polygon, last year's dashed, the average as a surface.
#
# Data blocks, tab-separated:
#   $figures   spoke from 0, own, last year's own, the average; the first spoke again at the end
#   $names     spoke, half lines from its end, side (-1 left, 0 middle, 1 right), text
# Variables: spoke_count, has_own, has_previous, has_nation, has_area (the average is
#   whole)

legend_lines = 1
load 'palette.gp'
load 'style.gp'

# Coordinates are pixels, counted from the top.
radius = 175.0
centre_x = width / 2.0
centre_y = above + body / 2.0
set xrange [0:width]
set yrange [above + body:above]
unset xtics
unset ytics

angle(spoke) = 2 * pi * spoke / spoke_count
length(score) = radius * (score - lowest) / (highest - lowest)
point_x(spoke, score) = centre_x + length(score) * sin(angle(spoke))
point_y(spoke, score) = centre_y - length(score) * cos(angle(spoke))
# The middle of a ring's first edge to the left of the top, where its number stands.
edge_x(score) = (point_x(0, score) + point_x(-1, score)) / 2
edge_y(score) = (point_y(0, score) + point_y(-1, score)) / 2
name_x(spoke) = centre_x + (radius + 14) * sin(angle(spoke))
name_y(spoke, halves) = centre_y - (radius + 16) * cos(angle(spoke)) + 7.5 * halves

do for [k = 0:mark_count] {
    set label shown($marks[k + 1]) at edge_x(mark(k)), edge_y(mark(k)) center front font small_font textcolor rgb quiet_ink
}

plot $figures using (has_area ? point_x($1, $4) : NaN):(point_y($1, $4)) with filledcurves closed fillstyle solid noborder fillcolor rgb middle_colour notitle, \
    for [k = 1:mark_count] $figures using (point_x($1, mark(k))):(point_y($1, mark(k))) with lines linewidth 1 linecolor rgb '#CFCFCF' notitle, \
    $figures using (centre_x):(centre_y):(point_x($1, highest) - centre_x):(point_y($1, highest) - centre_y) with vectors nohead linewidth 1 linecolor rgb '#CFCFCF' notitle, \
    $figures using (has_target ? point_x($1, target) : NaN):(point_y($1, target)) with lines linewidth 1.4 dashtype (2, 3) linecolor rgb target_colour notitle, \
    $figures using (point_x($1, $4)):(point_y($1, $4)) with lines linewidth 2 linecolor rgb nation_colour notitle, \
    $figures using (point_x($1, $3)):(point_y($1, $3)) with lines linewidth 1.6 dashtype (6, 4) linecolor rgb own_colour notitle, \
    $figures using (point_x($1, $2)):(point_y($1, $2)) with linespoints linewidth 3 pointtype 7 pointsize 0.8 linecolor rgb own_colour notitle, \
    $names using ($3 == 0 ? name_x($1) : NaN):(name_y($1, $2)):4 with labels center noenhanced textcolor rgb ink notitle, \
    $names using ($3 > 0 ? name_x($1) : NaN):(name_y($1, $2)):4 with labels left noenhanced textcolor rgb ink notitle, \
    $names using ($3 < 0 ? name_x($1) : NaN):(name_y($1, $2)):4 with labels right noenhanced textcolor rgb ink notitle
