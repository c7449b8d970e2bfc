# The figures of three families as one would write them with data.table. Usage: figures.R FOLDER
suppressPackageStartupMessages(library(data.table))
folder <- commandArgs(trailingOnly = TRUE)[1]

cuts <- list(character(), "care_setting", "job_role", "sector")
pay_cuts <- list("job_role", c("job_role", "care_setting"))
quantiles <- c(median = 0.5, p10 = 0.1, p25 = 0.25, p75 = 0.75, p90 = 0.9)

text <- c("area_code", "ancestor_area_code", "job_role")
load_table <- function(name) {
  path <- file.path(folder, paste0(name, ".csv"))
  columns <- intersect(text, names(fread(path, nrows = 0)))
  fread(path, colClasses = list(character = columns))
}

# Each row once for every area it counts in, and where settings are kept apart for each of those.
spread <- function(rows, cut) {
  wide <- bridge[rows, on = "area_code", allow.cartesian = TRUE, nomatch = NULL]
  wide[, area_code := NULL]
  setnames(wide, "ancestor_area_code", "area_code")
  if ("care_setting" %in% cut) {
    wide <- settings[wide, on = "care_setting", allow.cartesian = TRUE, nomatch = NULL]
    wide[, care_setting := NULL]
    setnames(wide, "member_of", "care_setting")
  }
  wide
}

finished <- function(figures, metric, cut) {
  for (name in setdiff(c("care_setting", "job_role", "sector"), cut)) figures[, (name) := "all"]
  figures[, metric_id := metric]
  figures
}

bases <- function(rows, keys) {
  rows[, .(
    base_workplaces = uniqueN(workplace_id),
    base_organisations = uniqueN(organisation_id),
    base_workers = sum(worker_count)
  ), by = keys]
}

rate <- function(rows, metric, part, cut) {
  keys <- c("period", "area_code", cut)
  sums <- rows[, .(part = sum(get(part)), whole = sum(whole)), by = keys]
  figures <- bases(rows, keys)[sums, on = keys]
  figures[, value := part / whole][, c("part", "whole") := NULL]
  finished(figures, metric, cut)
}

pay <- function(rows, cut) {
  keys <- c("period", "area_code", cut)
  base <- bases(rows, keys)
  # median and mean have a fast form over groups, quantile() has none.
  simple <- rows[, .(median = median(rate), mean = mean(rate)), by = keys]
  others <- rows[, as.list(quantile(rate, quantiles[-1], names = FALSE)), by = keys]
  setnames(others, c(keys, names(quantiles)[-1]))
  wide <- simple[others, on = keys]
  found <- lapply(c("median", "mean", names(quantiles)[-1]), function(name) {
    figures <- base[wide[, c(keys, name), with = FALSE], on = keys]
    setnames(figures, name, "value")
    finished(figures, paste0("hourly_pay_", name), cut)
  })
  for (name in c("new", "experienced")) {
    some <- if (name == "new") rows[experience_years == 0] else rows[experience_years >= 5]
    figures <- bases(some, keys)[some[, .(value = median(rate)), by = keys], on = keys]
    found <- c(found, list(finished(figures, paste0("hourly_pay_median_", name), cut)))
  }
  floored <- rows[!is.na(floor)]
  floored[, `:=`(below = as.numeric(rate < floor), at = as.numeric(rate >= floor & rate <= floor + 10))]
  shares <- floored[, .(below = mean(below), at = mean(at)), by = keys]
  base <- bases(floored, keys)
  for (name in c("below", "at")) {
    figures <- base[shares[, c(keys, name), with = FALSE], on = keys]
    setnames(figures, name, "value")
    found <- c(found, list(finished(figures, paste0("share_", name, "_floor"), cut)))
  }
  found
}

started <- proc.time()[["elapsed"]]
bridge <- load_table("bridge")
settings <- load_table("setting")
workplace <- load_table("workplace")
role <- load_table("role")
worker <- load_table("worker")
loaded <- proc.time()[["elapsed"]]

figures <- list()
parts <- c(vacancy_rate = "vacancy_count", turnover_rate = "leaver_count")
for (metric in names(parts)) {
  part <- parts[[metric]]
  counted <- workplace[get(paste0("counts_in_", metric)) == TRUE]
  rows <- merge(counted, role, by = c("period", "workplace_id"))
  rows <- rows[employee_count > 0 | get(part) > 0]
  rows[, worker_count := employee_count]
  rows[, whole := if (metric == "vacancy_rate") employee_count + vacancy_count else employee_count]
  for (cut in cuts) figures <- c(figures, list(rate(spread(rows, cut), metric, part, cut)))
}
rows <- merge(workplace[counts_in_pay == TRUE], worker, by = c("period", "workplace_id"))
rows[, worker_count := 1L]
for (cut in pay_cuts) figures <- c(figures, pay(spread(rows, cut), cut))
done <- rbindlist(figures, use.names = TRUE)
made <- proc.time()[["elapsed"]]
# Pay was counted in pence, so that at the minimum plus 10p is exact.
done[startsWith(metric_id, "hourly_pay"), value := value / 100]
fwrite(done, file.path(folder, "figures-data.table.csv"))

peak <- grep("^VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(sprintf(
  '{"seconds": %.3f, "parts": {"load": %.3f}, "peakMb": %.1f}',
  made - loaded, loaded - started, as.numeric(gsub("[^0-9]", "", peak)) / 1024
))
