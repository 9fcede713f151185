# The colours of every chart, from the set of Okabe and Ito (2008), which the colour-blind
# can tell apart. Shapes and dashes carry the same distinctions for print in grey.

own_colour = '#0072B2'       # the reader: blue
earlier_colour = '#5B9BC2'    # the rounds before, where they stand back: light blue
near_colour = '#E69F00'      # the narrowest group beside it: orange
near_ink = '#8A5F00'         # the same for text, dark enough to read
nation_colour = '#5F5F5F'    # the broadest average: grey
middle_colour = '#E2E2E2'    # its middle half
target_colour = '#007A5A'    # the acceptable level: green
bar_colour = '#C4CCD2'       # the bars of a distribution
strip_colour = '#F0E442'     # the strip of simulated and invented data: yellow
ink = '#1A1A1A'              # text
quiet_ink = '#555555'        # text that stands back
grid_colour = '#E4E4E4'
axis_colour = '#8C8C8C'
