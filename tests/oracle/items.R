#!/usr/bin/env Rscript
# Item analysis by R's psych, for items.py to hold `baseline items` to. Makes the data sets in items/:
# NAME.json (a definition), NAME.csv (answers, with each unit's owner) and NAME.expected.csv (figures,
# or "undefined" and "withheld"). By hand, from this folder, with Debian's r-cran-psych:
#     Rscript items.R
# Figures are psych::alpha()'s, use = "pairwise", on answers keyed to 0..1; where it prints something
# that is not the figure (alpha without one of two questions) or cannot go on (a sum that does not
# vary) the word stands by the rules of the specification. The interval is Feldt's with qf().
suppressMessages(library(psych))
options(scipen = 999, warn = -1)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

expected <- NULL
tell <- function(scale, question, figure, value) {
    word <- if (is.character(value)) value
            else if (length(value) == 0 || !is.finite(value)) "undefined"
            else sprintf("%.15g", value)
    expected <<- rbind(expected, data.frame(scale, question, figure, value = word))
}

quiet <- function(x) { sink("/dev/null"); on.exit(sink()); suppressMessages(alpha(x, use = "pairwise")) }

varies <- function(x) apply(x, 2, function(v) sum(!is.na(v)) > 1 && max(v, na.rm = TRUE) > min(v, na.rm = TRUE))

alpha_alone <- function(x) {
    x <- x[, varies(x), drop = FALSE]
    if (ncol(x) < 2) return(NA)
    C <- cov(x, use = "pairwise")
    if (any(is.na(C)) || sum(C) <= 1e-12 * sum(abs(C))) return(NA)
    quiet(x)$total$raw_alpha
}

d27 <- function(x, j) {
    rest <- round(rowMeans(x[, -j, drop = FALSE], na.rm = TRUE), 11)
    who <- !is.na(x[, j]) & !is.nan(rest)
    if (!any(who)) return(NA)
    q <- quantile(rest[who], c(.27, .73), type = 7, names = FALSE)
    mean(x[who, j][rest[who] >= q[2] - 1e-13]) - mean(x[who, j][rest[who] <= q[1] + 1e-13])
}

# One scale: x keyed to 0..1, owner of each row.
scale_figures <- function(scale, x, owner, own) {
    all <- x
    for (q in colnames(all))
        tell(scale, q, "left_out", if (sum(!is.na(all[, q])) < 2) "few_answers"
                                   else if (!varies(all[, q, drop = FALSE])) "no_variation" else "no")
    x <- x[, varies(x), drop = FALSE]
    k <- ncol(x)
    n <- nrow(x)
    tell(scale, "", "units", n)
    tell(scale, "", "questions", k)
    C <- cov(x, use = "pairwise")
    gaps <- k >= 2 && mean(is.na(x)) > .05
    pairs <- crossprod(!is.na(x))
    none <- k < 2 || any(pairs < 2)
    flat <- !none && sum(C) <= 1e-12 * sum(abs(C))
    a <- if (none || flat) NULL else quiet(x)
    R <- if (none) NULL else cov2cor(C)
    total <- function(figure, column) tell(scale, "", figure, if (is.null(a)) NA else a$total[[column]])
    total("alpha", "raw_alpha")
    total("standard_error", "ase")
    if (!none && sum(R) > 1e-10)
        tell(scale, "", "standard_alpha", k / (k - 1) * (1 - k / sum(R)))
    else tell(scale, "", "standard_alpha", NA)
    tell(scale, "", "average_r", if (none) NA else (sum(R) - k) / (k * (k - 1)))
    for (side in c("low", "high")) {
        p <- if (side == "low") .975 else .025
        tell(scale, "", side,
             if (is.null(a)) NA else 1 - (1 - a$total$raw_alpha) * qf(p, n - 1, (n - 1) * (k - 1)))
    }
    if (gaps) {
        done <- x[complete.cases(x), , drop = FALSE]
        few <- nrow(done) > 0 && nrow(done) < 10
        tell(scale, "", "complete_n", if (few) "withheld" else nrow(done))
        tell(scale, "", "complete_alpha", if (few) "withheld" else if (nrow(done) < 2) NA else alpha_alone(done))
    } else tell(scale, "", "complete_n", "no_gaps")
    if (own) {
        centred <- apply(x, 2, function(v) round(v - ave(v, owner, FUN = function(w) mean(w, na.rm = TRUE)), 13))
        tell(scale, "", "within", if (k < 2) NA else alpha_alone(centred))
    }
    for (j in seq_len(k)) {
        q <- colnames(x)[j]
        rest <- if (none) NA else sum(C[-j, -j])
        alone <- none || rest <= 1e-12 * sum(abs(C[-j, -j]))
        tell(scale, q, "r_drop", if (is.null(a) || alone) { if (alone) NA else (sum(C[j, ]) - C[j, j]) / sqrt(C[j, j] * rest) }
                                 else a$item.stats$r.drop[j])
        tell(scale, q, "standard_r", if (none || sum(R) <= 1e-10) NA else sum(R[j, ]) / sqrt(sum(R)))
        tell(scale, q, "raw_r", if (k < 2) NA else if (!is.null(a)) a$item.stats$raw.r[j] else {
            t <- round(rowMeans(x, na.rm = TRUE), 13)
            if (sd(t[!is.na(x[, j])]) == 0) NA else cor(t, x[, j], use = "pairwise")
        })
        tell(scale, q, "alpha_if_dropped", if (k < 3 || alone) NA
             else if (is.null(a)) (k - 1) / (k - 2) * (1 - sum(diag(C)[-j]) / rest) else a$alpha.drop$raw_alpha[j])
        tell(scale, q, "standard_alpha_if_dropped", if (k < 3 || none || sum(R[-j, -j]) <= 1e-10) NA
             else if (is.null(a)) (k - 1) / (k - 2) * (1 - (k - 1) / sum(R[-j, -j])) else a$alpha.drop$std.alpha[j])
        tell(scale, q, "d27", if (k < 2) NA else d27(x, j))
    }
}

words <- '{"da": "ord", "en": "word"}'

# A scale as the definition has it, and what an answer's code is worth from 0 to 1.
choice <- function(values) list(
    json = sprintf('{"title": %s, "options": [%s, {"code": "vi", "state": "dont_know", "label": {"da": "Ved ikke", "en": "Don\'t know"}}, {"code": "ir", "state": "not_applicable", "label": {"da": "Ikke relevant", "en": "Not applicable"}}]}',
                   words, paste(sprintf('{"code": "%d", "value": %d, "label": {"da": "trin %d", "en": "step %d"}}',
                                        values, values, values, values), collapse = ", ")),
    low = min(values), high = max(values), codes = values)
number <- function(low, high, decimals) list(
    json = sprintf('{"title": %s, "kind": "number", "lowest": %d, "highest": %d, "decimals": %d}', words, low, high, decimals),
    low = low, high = high, codes = NULL)

# name; answers: matrix of values, NA = blank; scales: by question, names of `kinds`; areas: list of
# vectors of questions; states: matrix of "", "vi", "ir" where the answer is missing.
write_set <- function(name, answers, kinds, scales, areas, owner, reversed = character(), states = NULL) {
    questions <- colnames(answers)
    json <- sprintf('{"format": "baseline-questionnaire-1", "id": "%s", "edition": "2019", "title": %s, "identified_by": ["id"], "other_columns": ["owner"],\n"scales": {%s},\n"questions": [%s],\n"dimensions": [{"id": "whole", "title": %s, "areas": [%s]}]}\n',
        name, words,
        paste(sprintf('"%s": %s', names(kinds), sapply(kinds, `[[`, "json")), collapse = ",\n"),
        paste(sprintf('{"id": "%s", "scale": "%s"%s, "text": %s}', questions, scales,
                      ifelse(questions %in% reversed, ', "reversed": true', ""), words), collapse = ",\n"),
        words,
        paste(sprintf('{"id": "%s", "title": %s, "questions": [%s]}', names(areas), words,
                      sapply(areas, function(a) paste0('"', a, '"', collapse = ", "))), collapse = ",\n"))
    cat(json, file = file.path("items", paste0(name, ".json")))
    cells <- apply(answers, 2, function(v) ifelse(is.na(v), "", format(v, trim = TRUE, drop0trailing = TRUE)))
    cells[trimws(cells) == "NA"] <- ""
    if (!is.null(states)) cells[is.na(answers)] <- states[is.na(answers)]
    write.csv(data.frame(id = sprintf("%05d", seq_len(nrow(answers))), owner = owner, cells),
              file.path("items", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
    x <- answers
    for (i in seq_along(questions)) {
        kind <- kinds[[scales[i]]]
        x[, i] <- (answers[, i] - kind$low) / (kind$high - kind$low)
        if (questions[i] %in% reversed) x[, i] <- 1 - x[, i]
    }
    expected <<- NULL
    for (q in questions) {
        v <- x[, q]
        n <- sum(!is.na(v))
        tell("", q, "n", n)
        most <- if (n == 0) 0 else max(table(v))
        hidden <- n > 0 && n - most < 5
        tell("", q, "mean", if (hidden) "withheld" else 100 * mean(v, na.rm = TRUE))
        tell("", q, "sd", if (hidden) "withheld" else 100 * sd(v, na.rm = TRUE))
        for (end in c("floor", "ceiling")) {
            count <- sum(v == (end == "ceiling"), na.rm = TRUE)
            tell("", q, end, if (n == 0) NA else if (n < 30) "withheld"
                             else if (count < 5) "at_most 4" else if (n - count < 5) paste("at_least", n - 4)
                             else paste("exact", count))
        }
    }
    if (length(areas) > 1) scale_figures("whole", x[, unlist(areas), drop = FALSE], owner, FALSE)
    for (a in names(areas)) scale_figures(a, x[, areas[[a]], drop = FALSE], owner, TRUE)
    write.csv(expected, file.path("items", paste0(name, ".expected.csv")), row.names = FALSE, quote = FALSE)
}

# Answers to one trait, cut into steps of a scale; what owners have in common; a share blank.
draw <- function(n, loading, values, owner, blank = 0, between = .5) {
    common <- rnorm(max(owner))[owner] * between
    trait <- common + rnorm(n)
    sapply(seq_along(loading), function(j) {
        v <- if (is.list(values)) values[[j]] else values
        z <- loading[j] * trait + sqrt(max(0, 1 - loading[j]^2)) * rnorm(n)
        cuts <- qnorm(seq_len(length(v) - 1) / length(v), mean = runif(1, -.5, .5))
        a <- v[findInterval(z, cuts) + 1]
        a[runif(n) < blank] <- NA
        a
    })
}
named <- function(x, prefix = "Q") { colnames(x) <- sprintf("%s%02d", prefix, seq_len(ncol(x))); x }
owners <- function(n, many) rep(seq_len(many), length.out = n)
five <- list(five = choice(1:5))

set.seed(20190101)
o <- owners(60, 7)
x <- named(draw(60, runif(8, .4, .8), 1:5, o))
write_set("complete", x, five, rep("five", 8), list(one = colnames(x)[1:5], two = colnames(x)[6:8]), o)

o <- owners(200, 12)
x <- named(draw(200, runif(12, .3, .8), 1:5, o, blank = .12))
states <- matrix(sample(c("", "", "vi", "ir"), length(x), TRUE), nrow(x))
write_set("missing", x, five, rep("five", 12),
          list(one = colnames(x)[1:4], two = colnames(x)[5:9], three = colnames(x)[10:12]), o, states = states)

o <- owners(150, 10)
x <- named(draw(150, c(.7, -.6, .8, .5, -.7, .6, -.65), 1:5, o, blank = .02))
write_set("reversed", x, five, rep("five", 7), list(one = colnames(x)), o, reversed = c("Q02", "Q05"))

o <- owners(120, 9)
kinds <- list(two = choice(0:1), four = choice(1:4), five = choice(1:5), eleven = choice(0:10))
scales <- c("two", "four", "five", "eleven", "two", "five", "four", "eleven", "five")
values <- list(0:1, 1:4, 1:5, 0:10, 0:1, 1:5, 1:4, 0:10, 1:5)
x <- named(draw(120, runif(9, .4, .8), values, o, blank = .06))
write_set("ranges", x, kinds, scales, list(one = colnames(x)[1:5], two = colnames(x)[6:9]), o)

o <- owners(50, 5)
x <- named(draw(50, c(.6, .7, .5, .8, .4, .6, .7), 1:5, o, blank = .04))
x[, 3] <- ifelse(is.na(x[, 3]), NA, 5)
x[, 6] <- NA
x[-7, 7] <- NA
x[7, 7] <- 2
write_set("constant", x[, 1:6], five, rep("five", 6), list(one = colnames(x)[1:4], two = colnames(x)[5:6]), o)

o <- owners(40, 6)
base <- draw(40, c(.8, -.8, .7, -.75), 1:5, o)
x <- named(base)
write_set("negative", x, five, rep("five", 4), list(one = colnames(x)), o)

o <- owners(35, 4)
x <- named(draw(35, c(.7, .8, .9, -.8), 1:5, o, blank = .03))
write_set("pairs", x, five, rep("five", 4), list(one = colnames(x)[1:2], two = colnames(x)[3:4]), o)

o <- owners(1000, 37)
x <- named(draw(1000, runif(30, .2, .85), 1:5, o, blank = .08))
write_set("large", x, five, rep("five", 30),
          list(one = colnames(x)[1:11], two = colnames(x)[12:22], three = colnames(x)[23:30]), o)

o <- owners(15, 4)
x <- named(draw(15, c(.7, .8, .6), 1:5, o))
write_set("few", x, five, rep("five", 3), list(one = colnames(x)), o)

# Three answers that always add up to the same: the sum does not vary.
o <- owners(45, 5)
a <- sample(1:3, 45, TRUE)
b <- sample(1:3, 45, TRUE)
x <- named(cbind(a, b, 9 - a - b))
write_set("zero_sum", x, list(seven = choice(1:7)), rep("seven", 3), list(one = colnames(x)), o)

o <- owners(90, 8)
x <- named(draw(90, runif(10, .2, .9), 1:5, o, blank = .4))
write_set("holes", x, five, rep("five", 10), list(one = colnames(x)[1:6], two = colnames(x)[7:10]), o)

# Two follow-ups of which everybody is asked one.
o <- owners(64, 6)
x <- named(draw(64, c(.7, .8, .6, .7), 1:5, o))
x[1:32, 3] <- NA
x[33:64, 4] <- NA
write_set("apart", x, five, rep("five", 4), list(one = colnames(x)), o)

o <- owners(80, 8)
x <- draw(80, c(.7, .8, .6, .7), 1:5, o, blank = .05)
x <- named(cbind(x, round(x[, 1] * 150 + runif(80, 0, 200), 1), round(x[, 2] * 15 + rnorm(80, 0, 8), 2)))
write_set("numbers", x, c(five, list(kroner = number(0, 1000, 1), percent = number(-50, 150, 2))),
          c(rep("five", 4), "kroner", "percent"), list(one = colnames(x)), o)
