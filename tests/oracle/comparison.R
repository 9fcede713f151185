#!/usr/bin/env Rscript
# The nation's figures of a whole round, as `compare` tells them, confirmed by R's survey package:
# simple, clustered in two stages, weighed by size, of owners, post-stratified; for either target. By
# hand, after a rehearsal:
#     python3 tests/oracle/comparison.py --units BINARY school/2026 FOLDER | Rscript tests/oracle/comparison.R
# What it said last, of the municipalities and of the schools, stands in comparison.R.out.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust", survey.adjust.domain.lonely = TRUE, digits = 12)
rows <- read.csv(file("stdin"), colClasses = "character", na.strings = "NA")
told <- setNames(as.numeric(rows$points[rows$what == "figure"]), rows$name[rows$what == "figure"])
units <- rows[rows$what == "unit", ]
for (name in c("points", "D", "Nc", "Dall", "Ncall", "N", "size", "Nh"))
    units[[name]] <- as.numeric(units[[name]])
units$y <- units$points / 1e9
scored <- units[!is.na(units$y), ]
alone <- all(scored$Nc == 1)

wrong <- 0
seen <- 0
say <- function(name, value) {
    if (!(name %in% names(told))) return()
    here <- told[[name]]
    off <- if (is.na(here) || is.na(value)) 0 else abs(here - value) / max(abs(value), 1e-3)
    agree <- is.na(here) == is.na(value) && off <= 1e-9
    seen <<- seen + 1
    wrong <<- wrong + !agree
    cat(sprintf("%-32s R %-18s engine %-18s %s\n", name, format(value, digits = 12),
                format(here, digits = 12), if (agree) "" else "DIFFERS"))
}
figure <- function(kind, target, mean, se, df) {
    t <- qt(0.975, df)
    if (target == "descriptive") say(paste0(kind, ".mean"), mean)
    none <- se < 1e-12
    say(paste(kind, target, "se", sep = "."), if (none) 0 else se)
    say(paste(kind, target, "lower", sep = "."), if (none) NA else mean - t * se)
    say(paste(kind, target, "upper", sep = "."), if (none) NA else mean + t * se)
}
of_mean <- function(kind, target, design, df) {
    m <- svymean(~y, design, na.rm = TRUE)
    figure(kind, target, coef(m)[[1]], SE(m)[[1]], df)
}

n <- nrow(scored)
of_mean("simple", "descriptive", svydesign(~1, data = scored, weights = ~I(rep(1, n)), fpc = ~N), n - 1)
of_mean("simple", "process", svydesign(~1, data = scored, weights = ~I(rep(1, n))), n - 1)
one <- rep(1, n)
if (!alone) {
    d <- length(unique(scored$owner))
    of_mean("by_owners", "descriptive",
            svydesign(~owner + name, data = scored, weights = one, fpc = ~D + Nc), d - 1)
    of_mean("by_owners", "process", svydesign(~owner, data = scored, weights = one), d - 1)
    each <- 1 / ave(one, scored$owner, FUN = sum)
    of_mean("of_owners", "descriptive",
            svydesign(~owner + name, data = scored, weights = each, fpc = ~D + Nc), d - 1)
    of_mean("of_owners", "process", svydesign(~owner, data = scored, weights = each), d - 1)
}
if (!all(is.na(scored$size))) {
    sized <- scored[!is.na(scored$size), ]
    of_mean("by_size", "descriptive",
            svydesign(~1, data = sized, weights = ~size, fpc = ~N), nrow(sized) - 1)
    of_mean("by_size", "process", svydesign(~1, data = sized, weights = ~size), nrow(sized) - 1)
}
if ("adjusted.mean" %in% names(told)) {
    totals <- unique(data.frame(class = units$class, Freq = units$Nh))
    k <- nrow(units)
    designs <- if (alone) list(
        descriptive = svydesign(~1, data = units, weights = rep(1, k), fpc = rep(sum(totals$Freq), k)),
        process = svydesign(~1, data = units, weights = rep(1, k)))
    else list(
        descriptive = svydesign(~owner + name, data = units, weights = rep(1, k), fpc = ~Dall + Ncall),
        process = svydesign(~owner, data = units, weights = rep(1, k)))
    clusters <- length(unique(scored$owner))
    for (target in names(designs)) {
        design <- subset(postStratify(designs[[target]], ~class, totals), !is.na(y))
        of_mean("adjusted", target, design, clusters - 1)
    }
}
cat(R.version.string, "survey", format(packageVersion("survey")), "\n")
cat(seen, "figures,", if (wrong == 0) "all agree" else paste(wrong, "differ"), "\n")
quit(status = wrong > 0)
