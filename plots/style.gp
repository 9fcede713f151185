# What all charts share: the terminal, pixels as coordinates, the heading, the strip of
# simulated data, the legend and the caption. Loaded after palette.gp.
#
# Data blocks (each line of text begins with ">", which is not shown):
#   $heading   the reader; the subject; what the strip says; what the target is called
#   $legend    "  24  0  1 text": pixels from the left, row, sign, text
#   $caption   the lines under the chart
#   $marks     the marks of the scale as people read them, from the lowest
# Variables: format (1 SVG, 2 PNG, 4 PDF), width, height, above, body, below (pixels),
#   marked, legend_count, caption_count, lowest, highest, target, has_target,
#   step (from mark to mark), mark_count (steps);
#   legend_lines (set by the script): 1 when the signs are lines, 0 when they are points

set encoding utf8
set datafile separator "\t"
if (format == 1) { set terminal svg size width,height font 'DejaVu Sans,12' noenhanced background '#FFFFFF' }
if (format == 2) { set terminal pngcairo size 2 * width,2 * height font 'DejaVu Sans,12' fontscale 1.5 linewidth 2 pointscale 2 noenhanced background '#FFFFFF' }
if (format == 4) { set terminal pdfcairo size width / 96.0,height / 96.0 font 'DejaVu Sans,12' linewidth 2 fontscale 0.57 noenhanced background '#FFFFFF' }

across(pixels) = pixels / real(width)
down(pixels) = 1.0 - pixels / real(height)
shown(line) = substr(line, 2, strlen(line))
heading(i) = shown($heading[i])
mark(k) = lowest + k * step

title_font = 'DejaVu Sans Bold,17'
strong_font = 'DejaVu Sans Bold,12'
small_font = 'DejaVu Sans,11'

unset key
set border 0
set tics scale 0
set lmargin at screen 0.0
set rmargin at screen 1.0
set tmargin at screen down(above)
set bmargin at screen down(above + body)

strip = marked ? 26 : 0
if (marked) {
    set object 1 rectangle from screen 0, screen down(strip) to screen 1, screen 1 fillstyle solid noborder fillcolor rgb strip_colour behind
    set label 1 heading(3) at screen 0.5, screen down(strip / 2.0) center noenhanced font strong_font textcolor rgb '#000000'
}
set label 2 heading(1) at screen across(24), screen down(strip + 30) left noenhanced font title_font textcolor rgb ink
set label 3 heading(2) at screen across(24), screen down(strip + 53) left noenhanced textcolor rgb quiet_ink

do for [i = 1:caption_count] {
    set label 10 + i shown($caption[i]) at screen across(24), screen down(above + body + 16 * i - 2) left noenhanced font small_font textcolor rgb quiet_ink
}

# A legend entry: its sign about 20 pixels wide, then its text.
do for [i = 1:legend_count] {
    sign_left = int(substr($legend[i], 1, 4)) + 0.0
    sign_middle = down(strip + 80 + 22 * int(substr($legend[i], 6, 7)))
    sign = int(substr($legend[i], 9, 10))
    set label 30 + i substr($legend[i], 12, strlen($legend[i])) at screen across(sign_left + 28), screen sign_middle left noenhanced font small_font textcolor rgb ink
    if (sign == 5) {
        set object 30 + i rectangle from screen across(sign_left), screen sign_middle - 6.0 / height to screen across(sign_left + 22), screen sign_middle + 6.0 / height fillstyle solid noborder fillcolor rgb middle_colour
    }
    if (sign == 1 && !legend_lines) { set label 50 + i '' at screen across(sign_left + 11), screen sign_middle point pointtype 7 pointsize 1.1 linecolor rgb own_colour }
    if (sign == 2 && !legend_lines) { set label 50 + i '' at screen across(sign_left + 11), screen sign_middle point pointtype 6 pointsize 1.0 linewidth 1.6 linecolor rgb own_colour }
    if (sign == 3 && !legend_lines) { set label 50 + i '' at screen across(sign_left + 11), screen sign_middle point pointtype 13 pointsize 1.2 linecolor rgb near_colour }
    if (sign == 4 && !legend_lines) { set arrow 50 + i from screen across(sign_left + 11), screen sign_middle - 8.0 / height to screen across(sign_left + 11), screen sign_middle + 8.0 / height nohead linewidth 3 linecolor rgb nation_colour }
    if (sign == 1 && legend_lines) { set arrow 50 + i from screen across(sign_left), screen sign_middle to screen across(sign_left + 22), screen sign_middle nohead linewidth 3 linecolor rgb own_colour }
    if (sign == 2 && legend_lines) { set arrow 50 + i from screen across(sign_left), screen sign_middle to screen across(sign_left + 22), screen sign_middle nohead linewidth 1.6 dashtype (6, 4) linecolor rgb own_colour }
    if (sign == 6) { set arrow 50 + i from screen across(sign_left), screen sign_middle to screen across(sign_left + 22), screen sign_middle nohead linewidth 1.4 dashtype (2, 3) linecolor rgb target_colour }
    if (sign == 4 && legend_lines) { set arrow 50 + i from screen across(sign_left), screen sign_middle to screen across(sign_left + 22), screen sign_middle nohead linewidth 2 linecolor rgb nation_colour }
    if (sign == 7) {
        set object 30 + i rectangle from screen across(sign_left), screen sign_middle - 5.0 / height to screen across(sign_left + 22), screen sign_middle + 5.0 / height fillstyle solid noborder fillcolor rgb own_colour
    }
    if (sign == 8) {
        set arrow 50 + i from screen across(sign_left), screen sign_middle to screen across(sign_left + 22), screen sign_middle nohead linewidth 1 linecolor rgb earlier_colour
        set label 50 + i '' at screen across(sign_left + 11), screen sign_middle point pointtype 7 pointsize 0.5 linecolor rgb earlier_colour
    }
    if (sign == 9) { set label 50 + i '' at screen across(sign_left + 14), screen sign_middle point pointtype 7 pointsize 1.5 linecolor rgb own_colour }
    if (sign == 10) { set label 50 + i '' at screen across(sign_left + 14), screen sign_middle point pointtype 6 pointsize 1.4 linewidth 1.6 linecolor rgb own_colour }
    if (sign == 11) { set label 50 + i '–' at screen across(sign_left + 14), screen sign_middle center textcolor rgb ink }
    if (sign == 12) { set label 50 + i '×' at screen across(sign_left + 14), screen sign_middle center textcolor rgb ink }
    if (sign == 13) { set label 50 + i '//' at screen across(sign_left + 14), screen sign_middle center textcolor rgb quiet_ink }
}
