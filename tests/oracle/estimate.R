#!/usr/bin/env Rscript
# Estimates by R's survey and stats, for estimate.c to hold the room estimate to. Makes, in estimate/,
# units.csv (the data sets), figures.csv (means, ratios and changes under designs), quantiles.csv,
# adjusted.csv (p values) and distributions.csv. By hand, from this folder, with Debian's r-cran-survey:
#     Rscript estimate.R
# Lonely primary units are adjusted; degrees of freedom are degf()'s. Quantiles of F are made from
# those of beta, since qf() goes over to chi-square where degrees of freedom are many.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", scipen = 999, warn = -1)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261121)
text <- function(x) ifelse(is.finite(x), sprintf("%.16g", x), "")
write <- function(name, table) write.table(table, file.path("estimate", name), sep = ";", quote = FALSE, row.names = FALSE)

# --- Data: units of clusters of strata. Scores are means of twelve answers of three steps, which ties
# many of them, in 1e-9 points.
score <- function(n, level) round(1e9 * 100 * rbinom(n, 24, plogis(level)) / 24)

make_set <- function(set, strata, clusters, units, missing, complete = 0, lonely = 0) {
    rows <- NULL
    cluster <- 0
    for (h in seq_len(strata)) {
        d <- if (h <= lonely) 1 else clusters(1)
        D <- if (h > strata - complete) d else d + sample(1:6, 1)
        level <- rnorm(1, 0, .3)
        for (k in seq_len(d)) {
            n <- units(1)
            N <- if (h > strata - complete || runif(1) < .2) n else n + rpois(1, 3)
            own <- level + rnorm(1, 0, .5)
            y1 <- score(n, own + rnorm(n, 0, .5))
            y2 <- pmin(1e11, pmax(0, y1 + round(1e9 * 100 * sample(-4:6, n, TRUE) / 24)))
            rows <- rbind(rows, data.frame(set, stratum = h - 1, cluster, d, D, n, N, y1, y2,
                x = ifelse(runif(n) < .03, 0, 1 + rpois(n, 40) * sample(1:9, n, TRUE)),
                z = 1 + rpois(n, 60), post = sample(0:2, n, TRUE, c(.5, .3, .2)),
                domain = sample(0:3, n, TRUE, c(.45, .35, .15, .05))))
            cluster <- cluster + 1
        }
    }
    rows$y1[runif(nrow(rows)) < missing] <- NA
    rows$y2[runif(nrow(rows)) < missing] <- NA
    rows$id <- seq_len(nrow(rows))
    rows$nh <- ave(rows$n, rows$stratum, FUN = length)
    rows$Nh <- ave(ifelse(duplicated(rows$cluster), 0, rows$N), rows$stratum, FUN = sum)
    rows$P <- ave(rows$n, rows$post, FUN = length) * 2 + 3 * rows$post
    rows
}

between <- function(low, high) function(n) low - 1 + sample.int(high - low + 1, n, TRUE)
data <- rbind(
    make_set("national", 5, between(4, 8), function(n) 1 + rgeom(n, .15), 0),
    make_set("gaps", 5, between(3, 7), function(n) 1 + rgeom(n, .2), .12, complete = 1),
    make_set("lonely", 4, between(2, 3), between(1, 3), .05, lonely = 2),
    make_set("complete", 3, between(2, 5), between(2, 6), .04, complete = 2),
    make_set("two", 1, between(2, 2), between(3, 5), 0),
    make_set("many", 12, between(2, 4), between(1, 4), .08, complete = 3, lonely = 1))
write("units.csv", with(data, data.frame(set, stratum, cluster, strata_clusters = D, cluster_units = N,
    strata_units = Nh, post, post_units = P, domain, before = ifelse(is.na(y1), "", text(y1)),
    after = ifelse(is.na(y2), "", text(y2)), pupils = x, pupils_before = z)))

# --- Designs, by name.
designs <- function(u) {
    u$whole <- sum(u$Nh[!duplicated(u$stratum)])
    u$wholeD <- sum(u$D[!duplicated(u$stratum)])
    u$d_all <- length(unique(u$cluster))
    u$w_strata <- u$Nh / u$nh
    u$w_cluster <- u$D / u$d
    u$w_two <- u$D / u$d * (u$N / u$n)
    u$w_two_all <- u$wholeD / u$d_all * (u$N / u$n)
    one <- rep(1, nrow(u))
    post <- function(design) postStratify(design, ~post, unique(data.frame(post = u$post, Freq = u$P)))
    all <- list(
        simple = svydesign(~1, fpc = ~whole, weights = one, data = u),
        simple_process = svydesign(~1, weights = one, data = u),
        strata = svydesign(~1, strata = ~stratum, fpc = ~Nh, weights = ~w_strata, data = u),
        strata_process = svydesign(~1, strata = ~stratum, weights = ~w_strata, data = u),
        clusters = svydesign(~cluster, fpc = ~wholeD, weights = one, data = u),
        clusters_process = svydesign(~cluster, weights = one, data = u),
        cluster_strata = svydesign(~cluster, strata = ~stratum, fpc = ~D, weights = ~w_cluster, data = u),
        two = svydesign(~cluster + id, fpc = ~wholeD + N, weights = ~w_two_all, data = u),
        two_strata = svydesign(~cluster + id, strata = ~stratum, fpc = ~D + N, weights = ~w_two, data = u))
    all$post <- post(all$strata)
    all$cluster_post <- post(all$cluster_strata)
    all$two_post <- post(all$two_strata)
    all
}

figures <- NULL
tell <- function(set, design, figure, measure, domain, n, clusters, strata, value, se) {
    value <- as.numeric(value)
    se <- as.numeric(se)
    df <- clusters - strata
    half <- if (df > 0) qt(.975, df) * se else NA
    figures[[length(figures) + 1]] <<- data.frame(set, design, figure, measure, domain, n, clusters,
        strata, value = text(value), se = text(se), low = text(value - half), high = text(value + half))
}
shape <- function(design, keep) {
    inside <- keep & weights(design, "sampling") != 0
    list(n = sum(inside), clusters = length(unique(design$cluster[inside, 1])),
        strata = length(unique(design$strata[inside, 1])))
}
figure <- function(set, name, design, what, measure, domain, top, bottom, keep) {
    if (!any(keep)) return()
    design <- update(design, top = ifelse(keep, top, 0), bottom = ifelse(keep, bottom, 0))
    part <- subset(design, keep)
    r <- svyratio(~top, ~bottom, part)
    s <- shape(design, keep)
    stopifnot(degf(part) == s$clusters - s$strata)
    tell(set, name, what, measure, domain, s$n, s$clusters, s$strata, r$ratio[1], sqrt(r$var[1]))
}
difference <- function(set, name, design, measure, one, other, y, keep) {
    keep <- keep & design$variables$domain %in% c(one, other)
    if (length(unique(design$variables$domain[keep])) < 2) return()
    design <- update(design, y = ifelse(keep, y, 0), side = 1 * (design$variables$domain == other))
    part <- subset(design, keep)
    s <- shape(design, keep)
    if (is.null(design$postStrata)) {
        by <- svyby(~y, ~side, part, svymean, covmat = TRUE)
        r <- svycontrast(by, c(-1, 1))
        value <- coef(r); se <- SE(r)
    } else {
        fit <- svyglm(y ~ side, part, control = list(epsilon = 1e-15))
        value <- coef(fit)[2]; se <- SE(fit)[2]
    }
    tell(set, name, "difference", measure, paste0(one, other), s$n, s$clusters, s$strata, value, se)
}

# Changes with the units of either round in common: rows of both, the unit or its cluster as what is drawn.
overlap <- function(set, u) {
    u <- u[!is.na(u$y1) | !is.na(u$y2), ]
    u$n <- ave(u$id, u$cluster, FUN = length)
    long <- rbind(data.frame(u, year = 0, y = u$y1 / 1e9, w = u$z), data.frame(u, year = 1, y = u$y2 / 1e9, w = u$x))
    long <- long[!is.na(long$y), ]
    long$whole <- sum(u$Nh[!duplicated(u$stratum)])
    long$wholeD <- sum(u$D[!duplicated(u$stratum)])
    one <- rep(1, nrow(long))
    all <- list(
        simple_process = svydesign(~id, weights = one, data = long),
        simple = svydesign(~id, fpc = ~whole, weights = one, data = long),
        strata_process = svydesign(~id, strata = ~stratum, weights = one, data = long),
        strata = svydesign(~id, strata = ~stratum, fpc = ~Nh, weights = one, data = long),
        clusters_process = svydesign(~cluster, weights = one, data = long),
        clusters = svydesign(~cluster, fpc = ~wholeD, weights = one, data = long),
        cluster_strata = svydesign(~cluster, strata = ~stratum, fpc = ~D, weights = one, data = long),
        two = svydesign(~cluster + id, fpc = ~wholeD + N, weights = one, data = long))
    weighted <- lapply(all, function(d) { d$prob <- 1 / long$w; d$allprob[] <- 1 / long$w; d })
    for (name in names(all)) for (form in c("overlap", "overlap_weighted")) {
        d <- if (form == "overlap") all[[name]] else weighted[[name]]
        r <- svycontrast(svyby(~y, ~year, d, svymean, covmat = TRUE), c(-1, 1))
        inside <- weights(d, "sampling") != 0
        tell(set, name, form, "change", "all", length(unique(long$id[inside])),
            length(unique(d$cluster[inside, 1])), length(unique(d$strata[inside, 1])), coef(r), SE(r))
    }
}

for (set in unique(data$set)) {
    u <- data[data$set == set, ]
    measures <- list(before = u$y1 / 1e9, after = u$y2 / 1e9, change = (u$y2 - u$y1) / 1e9)
    drawn <- designs(u)
    for (name in names(drawn)) {
        design <- drawn[[name]]
        for (domain in c("all", 0:3)) {
            inside <- domain == "all" | u$domain == domain
            for (measure in names(measures)) {
                y <- measures[[measure]]
                keep <- inside & !is.na(y)
                figure(set, name, design, "mean", measure, domain, y, 1, keep)
                figure(set, name, design, "weighted", measure, domain, y * u$x, u$x, keep)
            }
            figure(set, name, design, "ratio", "after", domain, u$y2, u$y1, inside & !is.na(u$y1) & !is.na(u$y2))
        }
        for (pair in list(c(0, 1), c(0, 2), c(2, 3)))
            difference(set, name, design, "after", pair[1], pair[2], measures$after, !is.na(u$y2))
    }
    overlap(set, u)
    # The units with a value as the whole of what was drawn: what moments can tell.
    for (measure in names(measures)) for (domain in c("all", 0:3)) {
        y <- measures[[measure]]
        part <- u[!is.na(y) & (domain == "all" | u$domain == domain), ]
        if (length(unique(part$cluster)) < 2) next
        part$y <- y[part$id]
        part$whole <- sum(u$Nh[!duplicated(u$stratum)])
        part$wholeD <- sum(u$D[!duplicated(u$stratum)])
        one <- rep(1, nrow(part))
        for (name in c("simple", "simple_process", "clusters_process", "two")) {
            design <- switch(name, simple = svydesign(~1, fpc = ~whole, weights = one, data = part),
                simple_process = svydesign(~1, weights = one, data = part),
                clusters_process = svydesign(~cluster, weights = one, data = part),
                two = svydesign(~cluster + id, fpc = ~wholeD + N, weights = one, data = part))
            m <- svymean(~y, design)
            tell(set, name, "moments", measure, domain, nrow(part), length(unique(design$cluster[, 1])), 1, coef(m), SE(m))
        }
    }
}
write("figures.csv", do.call(rbind, figures))

# --- Quantiles: type 7, type 2, and type 2 by whole weights (0 of them too).
# survey 4.1 passes over the first value where that alone weighs more than what is asked for; such ones
# are left out.
two_weighted <- function(y, w, p) {
    some <- w > 0
    if (!any(some) || w[some][order(y[some])][1] > p * sum(w)) NA else survey:::qrule_hf2(y, w, p)
}
quantiles <- NULL
parts <- list(c(1, 10), c(1, 4), c(27, 100), c(1, 2), c(3, 4), c(9, 10))
for (set in unique(data$set)) for (domain in c("all", 0:3)) for (measure in c("before", "after")) {
    u <- data[data$set == set & (domain == "all" | data$domain == domain), ]
    y <- if (measure == "before") u$y1 else u$y2
    keep <- !is.na(y)
    if (!any(keep)) next
    for (part in parts) {
        p <- part[1] / part[2]
        weighted <- two_weighted(y[keep], u$x[keep], p)
        few <- two_weighted(y[keep], (u$x[keep] %% 3) + 1, p)
        quantiles <- rbind(quantiles, data.frame(set, domain, measure, part = part[1], parts = part[2],
            seven = text(quantile(y[keep], p, type = 7) / 1e9), two = text(quantile(y[keep], p, type = 2) / 1e9),
            weighted = text(weighted / 1e9), few = text(few / 1e9)))
    }
}
write("quantiles.csv", quantiles)

# --- Adjusted p values; a family has undefined ones, ties and ones that are next to nothing.
adjusted <- NULL
for (family in list(c("headline", 14), c("list", 250), c("long", 400))) {
    n <- as.integer(family[2])
    p <- ifelse(runif(n) < .3, runif(n, 0, .01), runif(n))
    p[sample(n, 2)] <- c(1e-18, 1)
    p[sample(n, 2)] <- p[1]
    p[sample(n, 3)] <- NA
    adjusted <- rbind(adjusted, data.frame(family = family[1], p = text(p),
        holm = text(p.adjust(p, "holm")), bh = text(p.adjust(p, "BH"))))
}
write("adjusted.csv", adjusted)

# --- Distributions, and Wilson's interval by prop.test(), which takes the effective n.
distributions <- NULL
add <- function(what, a, b, c, value)
    distributions <<- rbind(distributions, data.frame(what, a = text(a), b = text(b), c = text(c), value = text(value)))
quantile_f <- function(p, a, b) {
    below <- qbeta(p, a / 2, b / 2)
    above <- qbeta(p, b / 2, a / 2, lower.tail = FALSE)
    if (below < .5) below / (1 - below) * b / a else (1 - above) / above * b / a
}
freedom <- c(2, 3, 4, 5, 7, 10, 19, 29, 50, 97, 500, 1299, 5500, 1e5, 1e6)
for (df in freedom) {
    for (p in c(.001, .025, .05, .3, .6, .95, .975, .995)) add("quantile_t", p, df, 0, qt(p, df))
    for (t in c(1e-3, .1, 1, 1.96, 2.5, 5, 9, 20)) add("tails_t", t, df, 0, 2 * pt(-t, df))
}
for (a in c(1, 2, 5, 12, 97, 1299, 5500)) for (b in c(2, 10, 97, 5500, 1e5, 2.5e6)) {
    for (p in c(.025, .5, .975)) add("quantile_f", p, a, b, quantile_f(p, a, b))
    for (f in c(.5, 1, 1.1, 4)) add("tail_f", f, a, b, pf(f, a, b, lower.tail = FALSE))
}
for (p in c(.001, .025, .05, .3, .6, .9, .975, .995)) add("quantile_normal", p, 0, 0, qnorm(p))
for (z in c(.1, .5, .67, 1, 1.96, 3, 5, 8)) add("tails_normal", z, 0, 0, 2 * pnorm(-z))
for (n in c(5, 12, 60, 400)) for (hits in unique(round(n * c(0, .1, .5, 1)))) for (N in c(0, n + 1, 2 * n, 98 + n)) {
    effective <- if (N == 0) n else n / (1 - n / N)
    ends <- prop.test(hits / n * effective, effective, correct = FALSE)$conf.int
    add("wilson_low", hits, n, N, 100 * ends[1])
    add("wilson_high", hits, n, N, 100 * ends[2])
}
write("distributions.csv", distributions)

# --- Uneven weights: Kish's design effect by the definition, 1 + cv^2 (n as divisor).
even <- NULL
for (set in unique(data$set)) {
    u <- data[data$set == set, ]
    for (w in c("Nh", "pupils")) {
        weight <- if (w == "Nh") u$Nh / u$nh else u$x[u$x > 0]
        even <- rbind(even, data.frame(set, weight = w, ratio = text(max(weight) / min(weight)),
            effect = text(1 + mean((weight - mean(weight))^2) / mean(weight)^2)))
    }
}
write("uneven.csv", even)
