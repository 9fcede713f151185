#!/usr/bin/env Rscript
# The figures that tests/unit/benchmark_test.c expects, as R 4.2 gives them: mean(), sd(),
# quantile(type = 7) and rank(ties.method = "average"). Scores are whole numbers of 1e-9
# points, as in the engine; all of them are exact in a double. Run it by hand:
#     Rscript tests/oracle/benchmark.R
options(scipen = 999)
half_away <- function(x) sign(x) * floor(abs(x) + 0.5)
whole <- function(x) paste(sprintf("%.0f", half_away(x)), collapse = " ")

figures <- function(name, u) {
    n <- length(u)
    cat(name, "\n")
    cat("  n        ", n, "\n")
    cat("  mean     ", whole(mean(u)), "\n")
    cat("  sd       ", if (n < 2) "undefined" else whole(sd(u)), "\n")
    cat("  quartiles", whole(quantile(u, c(1, 2, 3) / 4, type = 7)), "\n")
    cat("  bins     ", tabulate(pmin(floor(u / 1e10), 9) + 1, 10), "\n")
    cat("  ranks    ", whole(1e11 * (rank(u, ties.method = "average") - 0.5) / n), "\n")
}

figures("ties", c(100e9, 33333333333, 0, 9999999999, 50e9, 33333333333, 90e9, 10e9, 0,
                  66666666667, 89999999999, 33333333333, 100e9))
figures("no_ties", c(12345678901, 98765432109, 45e9, 54321098765, 77777777777, 1, 99999999999,
                     31415926535, 27182818284, 61803398875))
figures("one", 41666666667)
figures("two", c(66666666667, 33333333333))
figures("equal", rep(58333333333, 7))
figures("offset", 99e9 + c(16, 4, 13, 7))
figures("offset_wide", 99e9 + 1000000 * c(16, 4, 13, 7))
