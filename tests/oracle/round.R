#!/usr/bin/env Rscript
# A whole round confirmed by R: mean(), sd(), quantile(type = 7) and rank() of the nation's
# overall scores, as oracle.py computes them from the answer files. By hand, after a rehearsal:
#     python3 tests/oracle/oracle.py FOLDER school 2020 | Rscript tests/oracle/round.R
# What it said last stands in round.R.out. Figures are whole numbers of 1e-9; R's doubles carry
# some sixteen digits, so one unit of the last place is allowed.
options(scipen = 999)
rows <- read.csv(file("stdin"), colClasses = c("character", "character", "numeric", "numeric"))
units <- rows[rows$what == "unit", ]
expected <- setNames(rows$value[rows$what == "figure"], rows$name[rows$what == "figure"])
u <- units$value
n <- length(u)

q <- quantile(u, c(1, 2, 3) / 4, type = 7, names = FALSE)
seen <- c(n = n, mean = mean(u), sd = sd(u), q1 = q[1], q2 = q[2], q3 = q[3])
rank_seen <- 1e11 * (rank(u, ties.method = "average") - 0.5) / n

cat(R.version.string, "\n")
for (name in names(expected))
    cat(sprintf("%-5s oracle %s  R %.3f\n", name, format(expected[[name]]), seen[[name]]))
cat("ranks", n, "largest difference", sprintf("%.3f", max(abs(rank_seen - units$rank))), "\n")
wrong <- sum(abs(seen[names(expected)] - expected) > 1) + sum(abs(rank_seen - units$rank) > 1)
cat(if (wrong == 0) "all agree" else paste(wrong, "differ"), "\n")
quit(status = wrong > 0)
