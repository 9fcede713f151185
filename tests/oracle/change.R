#!/usr/bin/env Rscript
# Changes over four rounds by R's survey, for change.py to hold `baseline change` to. Makes what is in
# change/: three editions (e1.json ...), a register, answers by round and expected.csv (a row a figure,
# "undefined" where there is none). By hand, from this folder, with Debian's r-cran-survey and r-cran-psych:
#     Rscript change.R
# Scores are means worked out here; what the editions have in common, and where series break, is
# written down by hand below. Standard errors are of svymean, svycontrast of svyby(covmat = TRUE),
# adjusted p values of p.adjust.
suppressMessages(library(survey))
suppressMessages(library(psych))
options(scipen = 999, warn = -1, survey.lonely.psu = "adjust")
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20191123)

years <- c(2017, 2018, 2019, 2020)
edition <- c("e1", "e1", "e2", "e3")
words <- '{"da": "ord", "en": "word"}'

# --- The editions: areas with the weights of their questions ---
areas <- list(
    e1 = list(a = c(Q01 = 1, Q02 = 2, Q03 = 1, Q04 = 1, Q05 = 3), b = c(Q06 = 1, Q07 = 1, Q08 = 1, Q09 = 1),
              c = c(Q10 = 1, Q11 = 1, Q12 = 1), d = c(Q13 = 1, Q14 = 2)),
    e2 = list(a = c(Q01 = 1, Q02 = 1, Q03 = 1, Q04 = 1, Q15 = 1), b = c(Q06b = 1, Q07 = 1, Q08 = 1, Q09 = 1),
              c = c(Q10 = 1, Q16 = 1, Q17 = 1), d = c(Q13 = 1, Q14 = 2)))
areas$e3 <- areas$e2
areas$e3$b <- c(areas$e2$b, Q18 = 2, Q19 = 2, Q20 = 2, Q21 = 2, Q22 = 2)
area_weight <- c(a = 2, b = 1, c = 1, d = 1)
nodes <- c("whole", names(area_weight))

# What can be compared, later name = earlier name; Q08 is said not to be.
since <- list("2018" = NULL,
              "2019" = c(Q01 = "Q01", Q02 = "Q02", Q03 = "Q03", Q04 = "Q04", Q06b = "Q06", Q07 = "Q07",
                         Q09 = "Q09", Q10 = "Q10", Q13 = "Q13", Q14 = "Q14"),
              "2020" = NULL)
same_names <- function(ids) setNames(ids, ids)
common_of <- function(t, s) {
    ids <- if (years[t] == 2018) same_names(unlist(lapply(unname(areas$e1), names)))
           else if (years[t] == 2019) since[["2019"]] else same_names(unlist(lapply(unname(areas$e2), names)))
    if (s == t - 1) return(ids)
    before <- common_of(t - 1, s)
    ids <- ids[ids %in% names(before)]
    setNames(before[ids], names(ids))
}
# By hand: mark, break, questions in common and percent of weight, of whole, a, b, c, d.
mark_of <- function(t, s) {
    key <- paste(years[s], years[t])
    switch(key,
        "2017 2018" = list(mark = rep("same", 5), why = rep(NA, 5), k = c(14, 5, 4, 3, 2), w = rep(100, 5)),
        "2018 2019" = , "2017 2019" =
            list(mark = c("linked", "linked", "linked", "broken", "same"), why = c(NA, NA, NA, "few_questions", NA),
                 k = c(10, 4, 3, 1, 2), w = 100 * c((2 * .8 + .75 + 1 / 3 + 1) / 5, .8, .75, 1 / 3, 1)),
        "2019 2020" = list(mark = c("linked", "same", "broken", "same", "same"), why = c(NA, NA, "little_weight", NA, NA),
                           k = c(14, 5, 4, 3, 2), w = 100 * c((2 + 4 / 14 + 1 + 1) / 5, 1, 4 / 14, 1, 1)),
        list(mark = c("linked", "linked", "broken", "broken", "same"), why = c(NA, NA, "little_weight", "few_questions", NA),
             k = c(10, 4, 3, 1, 2), w = 100 * c((2 * .8 + 3 / 14 + 1 / 3 + 1) / 5, .8, 3 / 14, 1 / 3, 1)))
}

# --- Units, answers ---
sizes <- c(9, 7, 6, 5, 5, 4, 3, 2, 1, 8)
owner <- rep(sprintf("o%02d", seq_along(sizes)), sizes)
region <- c(o01 = "r1", o02 = "r1", o03 = "r1", o04 = "r2", o05 = "r2", o06 = "r2", o07 = "r2", o08 = "r1", o09 = "r2",
            o10 = "r3")[owner]
n <- length(owner)
id <- sprintf("u%03d", seq_len(n))
trait <- rnorm(n) + rnorm(length(sizes))[match(owner, unique(owner))]
ids <- unique(unlist(lapply(unname(areas), function(e) lapply(unname(e), names))))
level <- setNames(runif(length(ids), -.6, .6), ids)
drift <- setNames(rnorm(length(ids), .12, .12), ids)
answers <- lapply(seq_along(years), function(t) {
    asked <- unlist(lapply(unname(areas[[edition[t]]]), names))
    a <- sapply(asked, function(q) {
        z <- .7 * trait + .7 * rnorm(n) + level[[q]] + t * drift[[q]] + .25 * t * (owner %in% c("o01", "o04"))
        v <- as.character(findInterval(z, c(-1.2, -.4, .4, 1.2)) + 1)
        v[runif(n) < .07] <- ""
        v[runif(n) < .05] <- "vi"
        v[runif(n) < .05] <- "ir"
        v
    })
    rownames(a) <- id
    who <- runif(n) < .82
    who[owner == "o08"] <- c(TRUE, t > 2)          # one pair at most before the last rounds
    who[owner == "o09"] <- t >= 3
    a[who, , drop = FALSE]
})

# --- Scores ---
value <- function(cell) suppressWarnings((as.numeric(cell) - 1) / 4)
area_score <- function(a, weights) {
    cells <- a[, names(weights), drop = FALSE]
    x <- apply(cells, 2, value)
    dim(x) <- dim(cells)
    w <- matrix(weights, nrow(a), length(weights), byrow = TRUE)
    applies <- rowSums(w * (cells != "ir"))
    valid <- rowSums(w * !is.na(x))
    s <- 100 * rowSums(w * ifelse(is.na(x), 0, x)) / valid
    data.frame(s = ifelse(applies > 0 & valid > 0 & 3 * valid >= 2 * applies, s, NA), relevant = applies > 0)
}
scores <- function(a, tree) {
    tree <- Filter(length, tree)
    each <- lapply(tree, area_score, a = a)
    s <- sapply(each, `[[`, "s")
    dim(s) <- c(nrow(a), length(tree))
    relevant <- sapply(each, `[[`, "relevant")
    dim(relevant) <- dim(s)
    w <- matrix(area_weight[names(tree)], nrow(a), length(tree), byrow = TRUE)
    has <- rowSums(w * !is.na(s))
    whole <- rowSums(w * ifelse(is.na(s), 0, s)) / has
    whole[!(has > 0 & 3 * has >= 2 * rowSums(w * relevant))] <- NA
    out <- matrix(NA, n, 5, dimnames = list(id, nodes))
    out[rownames(a), "whole"] <- round(whole, 9)
    out[rownames(a), names(tree)] <- round(s, 9)
    out
}
published <- lapply(seq_along(years), function(t) scores(answers[[t]], areas[[edition[t]]]))
restrict <- function(tree, kept) lapply(tree, function(w) w[names(w) %in% kept])
# Both rounds by the later definition on what is in common; and the earlier by its own weights.
linked <- function(t, s) {
    common <- common_of(t, s)
    tree <- restrict(areas[[edition[t]]], names(common))
    earlier <- answers[[s]][, common, drop = FALSE]
    colnames(earlier) <- names(common)
    list(before = scores(earlier, tree), now = scores(answers[[t]], tree),
         own = scores(answers[[s]], restrict(areas[[edition[s]]], common)))
}
compared <- function(t, s) {
    mark <- mark_of(t, s)$mark
    both <- linked(t, s)
    out <- list(before = both$before, now = both$now, own = both$own, mark = mark)
    for (i in seq_along(nodes)) {
        if (mark[i] == "same") {
            out$before[, i] <- published[[s]][, i]
            out$now[, i] <- published[[t]][, i]
        } else if (mark[i] == "broken") {
            out$before[, i] <- out$now[, i] <- NA
        }
    }
    out
}
below <- function(e, node) if (node == "whole") unlist(lapply(unname(areas[[e]]), names)) else names(areas[[e]][[node]])
linking_error <- function(t, s, node) {
    common <- common_of(t, s)
    ids <- intersect(below(edition[t], node), names(common))
    if (mark_of(t, s)$mark[match(node, nodes)] == "same") return(0)
    if (mark_of(t, s)$mark[match(node, nodes)] == "broken") return(NA)
    d <- sapply(ids, function(q) {
        who <- intersect(rownames(answers[[s]]), rownames(answers[[t]]))
        mean(100 * (value(answers[[t]][who, q]) - value(answers[[s]][who, common[[q]]])), na.rm = TRUE)
    })
    sd(d) / sqrt(length(d))
}

# --- Estimates ---
# All alike: R gives 0, or what was rounded off; STATISTICS 3.2 wants no error then.
spread <- function(se) if (as.numeric(se) < 1e-10) NA else as.numeric(se)
error_of <- function(y, cluster) {          # of a mean: SE and df, or why not
    if (length(y) == 0) return(list(se = NA, df = NA, lack = "no_units", clusters = 0))
    k <- length(unique(cluster))
    if (length(y) == 1) return(list(se = NA, df = NA, lack = "one_unit", clusters = k))
    if (k == 1) return(list(se = NA, df = NA, lack = "one_owner", clusters = k))
    data <- data.frame(y = y, cluster = cluster)
    m <- svymean(~y, svydesign(ids = ~cluster, weights = rep(1, nrow(data)), data = data))
    se <- spread(SE(m))
    list(se = se, df = k - 1, lack = if (is.na(se)) "all_alike" else if (k == 2) "two_only" else NA, clusters = k)
}
overlap_of <- function(before, now, cluster) {
    unit <- seq_along(before)
    long <- rbind(data.frame(unit, cluster, t = "before", y = before), data.frame(unit, cluster, t = "now", y = now))
    long <- long[!is.na(long$y), ]
    if (length(unique(long$cluster)) < 2 || length(unique(long$t)) < 2) return(NA)
    by <- svyby(~y, ~t, svydesign(ids = ~cluster, weights = rep(1, nrow(long)), data = long), svymean, covmat = TRUE)
    spread(SE(svycontrast(by, c(before = -1, now = 1))))
}

expected <- NULL
rows <- list()
tell <- function(figure, value) {
    word <- if (is.character(value)) value else if (length(value) == 0 || !is.finite(value)) "undefined"
            else sprintf("%.15g", value)
    rows[[length(rows) + 1]] <<- c(run, node, level_of, code, figure, word)
}
groups <- list(nation = list(xx = rep(TRUE, n)),
               region = lapply(setNames(nm = sort(unique(region))), function(r) region == r),
               owner = lapply(setNames(nm = sort(unique(owner))), function(o) owner == o))
mean_na <- function(x) if (all(is.na(x))) NA else mean(x, na.rm = TRUE)

# One node of one group between two rounds; returns what the families need.
tell_change <- function(t, s, who, both, i) {
    across <- length(unique(owner[who])) > 1
    for (side in c("before", "now")) {
        p <- published[[if (side == "now") t else s]][who, i]
        tell(paste0("published.", side, ".n"), sum(!is.na(p)))
        tell(paste0("published.", side, ".mean"), mean_na(p))
    }
    before <- both$before[who, i]
    now <- both$now[who, i]
    cluster <- owner[who]
    m <- !is.na(before) & !is.na(now)
    d <- (now - before)[m]
    tell("matched", sum(m))
    tell("entered", sum(!is.na(now) & !m))
    tell("left", sum(!is.na(before) & !m))
    tell("matched_before", mean_na(before[m]))
    tell("matched_now", mean_na(now[m]))
    tell("change", mean_na(d))
    tell("percent", 100 * mean_na(d) / mean_na(before[m]))
    real <- mean_na(d)
    cross <- mean_na(now) - mean_na(before)
    entered <- !is.na(now) & !m
    left <- !is.na(before) & !m
    tell("split.cross", cross)
    if (any(m)) {
        tell("split.entries", if (any(entered)) mean(entered[!is.na(now)]) * (mean(now[entered]) - mean(now[m])) else 0)
        tell("split.exits", if (any(left)) mean(left[!is.na(before)]) * (mean(before[left]) - mean(before[m])) else 0)
    }
    paired <- error_of(d, seq_along(d))
    tell("paired.se", paired$se)
    own <- paired
    if (across) {
        own <- error_of(d, cluster[m])
        tell("by_owner.se", own$se)
        tell("by_owner.clusters", own$clusters)
    }
    tell("lack", if (is.na(own$lack)) "none" else own$lack)
    unit <- seq_along(before)
    if (length(unit) && any(!is.na(before)) && any(!is.na(now))) {
        tell("cross_paired.se", overlap_of(before, now, unit))
        tell("cross.se", overlap_of(before, now, if (across) cluster else unit))
    }
    le <- linking_error(t, s, nodes[i])
    total <- sqrt(own$se^2 + le^2)
    p <- if (is.finite(total)) 2 * pt(-abs(real / total), own$df) else NA
    tell("se", total)
    tell("p", p)
    has <- is.finite(total) && is.na(own$lack)
    tell("lower", if (has) real - qt(.975, own$df) * total else NA)
    tell("upper", if (has) real + qt(.975, own$df) * total else NA)
    if (both$mark[i] == "linked") {
        q0 <- published[[s]][who, i]
        q1 <- published[[t]][who, i]
        o <- both$own[who, i]
        all <- m & !is.na(q0) & !is.na(q1) & !is.na(o)
        if (any(all)) {
            tell("effects.n", sum(all))
            tell("effects.published", mean((q1 - q0)[all]))
            tell("effects.real", mean((now - before)[all]))
            tell("effects.weights", mean((before - o)[all]))
            tell("effects.questions", mean((q1 - now - q0 + o)[all]))
        }
    }
    data.frame(p = p, real = real)
}

# Links put together: the sum's error by svycontrast over all links of all units since the last break.
tell_series <- function(t, who, i) {
    across <- length(unique(owner[who])) > 1
    base <- 1
    at <- mean_na(published[[1]][who, i])
    links <- NULL
    errors <- 0
    for (r in seq_len(t)) {
        tell(paste0("series.", years[r], ".published"), mean_na(published[[r]][who, i]))
        if (r > 1) {
            both <- compared(r, r - 1)
            d <- (both$now - both$before)[who, i]
            if (all(is.na(d))) {
                base <- r
                at <- mean_na(published[[r]][who, i])
                links <- NULL
                errors <- 0
            } else {
                data <- data.frame(unit = id[who], owner = owner[who], link = paste0("l", r), d = d)
                links <- rbind(links, data[!is.na(d), ])
                le <- linking_error(r, r - 1, nodes[i])
                errors <- errors + le^2
                tell(paste0("series.", years[r], ".link"), mean_na(d))
                tell(paste0("series.", years[r], ".linking_error"), le)
                at <- at + mean_na(d)
                k <- if (across) links$owner else links$unit
                se <- NA
                df <- length(unique(k)) - 1
                if (df > 0) {
                    design <- svydesign(ids = k, weights = rep(1, nrow(links)), data = links)
                    if (length(unique(links$link)) == 1) se <- spread(SE(svymean(~d, design)))
                    else {
                        by <- svyby(~d, ~link, design, svymean, covmat = TRUE)
                        se <- spread(SE(svycontrast(by, setNames(rep(1, nrow(by)), by$link))))
                    }
                }
                since_base <- at - mean_na(published[[base]][who, i])
                tell(paste0("series.", years[r], ".since_base"), since_base)
                tell(paste0("series.", years[r], ".since_base_se"), se)
                total <- sqrt(se^2 + errors)
                tell(paste0("series.", years[r], ".since_base_total_se"), total)
                tell(paste0("series.", years[r], ".lower"), if (df > 1 && is.finite(total)) since_base - qt(.975, df) * total else NA)
                if (base < r - 1) {
                    direct <- compared(r, base)
                    e <- (direct$now - direct$before)[who, i]
                    tell(paste0("series.", years[r], ".direct"), mean_na(e))
                }
            }
        }
        tell(paste0("series.", years[r], ".base"), years[base])
        tell(paste0("series.", years[r], ".level"), at)
    }
}

tell_nation <- function(t, s, both, i) {
    mark <- mark_of(t, s)
    tell("comparability", mark$mark[i])
    tell("break", if (is.na(mark$why[i])) "none" else mark$why[i])
    tell("questions.comparable", mark$k[i])
    tell("questions.weight_percent", round(mark$w[i], 9))
    tell("linking_error", linking_error(t, s, nodes[i]))
    before <- both$before[, i]
    now <- both$now[, i]
    m <- !is.na(before) & !is.na(now)
    if (sum(m) < 2) return()
    tell("regression.correlation", cor(before[m], now[m]))
    tell("regression.slope", coef(lm(now[m] ~ before[m]))[[2]])
    if (sum(m) >= 30) {
        tenth <- pmin(10, floor((rank(before[m]) - .5) / sum(m) * 10 + 1e-12) + 1)
        for (k in 1:10) {
            in_it <- tenth == k
            tell(paste0("tenth.", k, ".n"), sum(in_it))
            tell(paste0("tenth.", k, ".change"), mean_na((now - before)[m][in_it]))
            tell(paste0("tenth.", k, ".expected"),
                 (cor(before[m], now[m]) - 1) * (mean_na(before[m][in_it]) - mean(before[m])))
        }
    }
}

# Reliable change of one unit, by psych's alpha of the questions that are compared.
tell_unit <- function(t, s, both, i) {
    who <- "u001"
    before <- both$before[, i]
    if (all(is.na(before))) return()
    tell("unit.sd", sd(before, na.rm = TRUE))
    common <- if (both$mark[i] == "same") same_names(below(edition[s], nodes[i]))
              else common_of(t, s)[intersect(below(edition[t], nodes[i]), names(common_of(t, s)))]
    x <- value(answers[[s]][, common])
    dim(x) <- c(nrow(answers[[s]]), length(common))
    sink("/dev/null")
    a <- suppressMessages(alpha(data.frame(x), use = "pairwise"))$total$raw_alpha
    sink()
    tell("unit.alpha", a)
    if (is.na(before[[who]]) || is.na(both$now[who, i])) return()
    change <- both$now[who, i] - before[[who]]
    tell("unit.change", change)
    m <- !is.na(before) & !is.na(both$now[, i])
    reliability <- if (a > 0) a else cor(before[m], both$now[m, i])
    bound <- qnorm(.975) * sqrt(2) * sd(before, na.rm = TRUE) * sqrt(1 - reliability)
    tell("unit.bound", bound)
    tell("unit.expected", (reliability - 1) * (before[[who]] - mean(before, na.rm = TRUE)))
    tell("unit.flag", if (abs(change) < max(bound, 5)) "not_sure" else if (change > 0) "up" else "down")
}

for (pair in list(c(1, 2), c(2, 3), c(3, 4), c(1, 4))) {
    s <- pair[1]
    t <- pair[2]
    run <- paste(years[s], years[t])
    both <- compared(t, s)
    for (level_of in names(groups)) {
        told <- NULL
        for (i in seq_along(nodes)) for (code in names(groups[[level_of]])) {
            node <- nodes[i]
            who <- groups[[level_of]][[code]]
            if (level_of == "nation") tell_nation(t, s, both, i)
            if (level_of == "nation") tell_unit(t, s, both, i)
            row <- tell_change(t, s, who, both, i)
            told <- rbind(told, data.frame(node, code, row))
            if (s == t - 1 && t > 2) tell_series(t, who, i)
        }
        told$adjusted <- p.adjust(told$p, if (level_of == "nation") "holm" else "BH")
        for (j in seq_len(nrow(told))) {
            node <- told$node[j]
            code <- told$code[j]
            tell("adjusted_p", told$adjusted[j])
            sure <- !is.na(told$adjusted[j]) && told$adjusted[j] < .05 && abs(told$real[j]) >= 2
            tell("flag", if (!sure) "not_sure" else if (told$real[j] > 0) "up" else "down")
        }
    }
}

# --- Files ---
expected <- as.data.frame(do.call(rbind, rows))
names(expected) <- c("run", "node", "level", "code", "figure", "value")
write.csv(expected, "change/expected.csv", row.names = FALSE, quote = FALSE)
five <- sprintf('{"title": %s, "options": [%s, {"code": "vi", "state": "dont_know", "label": {"da": "Ved ikke", "en": "Do not know"}}, {"code": "ir", "state": "not_applicable", "label": {"da": "Ikke relevant", "en": "Not applicable"}}]}',
    words, paste(sprintf('{"code": "%d", "value": %d, "label": {"da": "trin %d", "en": "step %d"}}', 1:5, 1:5, 1:5, 1:5), collapse = ", "))
more <- list(e2 = c(Q06b = ', "replaces": [{"question": "Q06", "comparable": true}]',
                    Q08 = sprintf(', "replaces": [{"question": "Q08", "comparable": false, "reason": %s}]', words)))
more$e3 <- more$e2
for (e in names(areas)) {
    asked <- unlist(lapply(unname(areas[[e]]), names))
    said <- sapply(asked, function(q) if (q %in% names(more[[e]])) more[[e]][[q]] else "")
    weight <- unlist(unname(areas[[e]]))
    cat(sprintf('{"format": "baseline-questionnaire-1", "id": "moving", "edition": "%s", "title": %s, "identified_by": ["id"],\n"scales": {"five": %s},\n"questions": [%s],\n"dimensions": [{"id": "whole", "title": %s, "areas": [%s]}]}\n',
        e, words, five,
        paste(sprintf('{"id": "%s", "scale": "five", "weight": %d, "text": %s%s}', asked, weight[asked], words, said), collapse = ",\n"),
        words,
        paste(sprintf('{"id": "%s", "weight": %d, "title": %s, "questions": [%s]}', names(areas[[e]]), area_weight[names(areas[[e]])], words,
                      sapply(areas[[e]], function(w) paste0('"', names(w), '"', collapse = ", "))), collapse = ",\n")),
        file = sprintf("change/%s.json", e))
}
for (t in seq_along(years))
    write.csv(data.frame(id = rownames(answers[[t]]), answers[[t]]), sprintf("change/%d.csv", years[t]), row.names = FALSE, quote = FALSE)
write.csv(data.frame(id, name = paste("Unit", id), region, region_name = paste("Region", region), owner, owner_name = paste("Owner", owner)),
          "change/units.csv", row.names = FALSE, quote = FALSE)
