"""The figures of three families as one would write them in pandas. Usage: figures.py FOLDER"""

import json
import sys
import time

import pandas as pd

PERIOD = ["period", "area_code"]
CUTS = [[], ["care_setting"], ["job_role"], ["sector"]]
PAY_CUTS = [["job_role"], ["job_role", "care_setting"]]
QUANTILES = {0.5: "median", 0.1: "p10", 0.25: "p25", 0.75: "p75", 0.9: "p90"}


def bases(rows, keys):
    groups = rows.groupby(keys, sort=False)
    return groups.agg(
        base_workplaces=("workplace_id", "nunique"),
        base_organisations=("organisation_id", "nunique"),
        base_workers=("worker_count", "sum"),
    )


def spread(rows, bridge, settings, cut):
    """Each row once for every area it counts in, and where settings are kept apart for each of those."""
    wide = rows.merge(bridge, on="area_code").drop(columns="area_code")
    wide = wide.rename(columns={"ancestor_area_code": "area_code"})
    if "care_setting" in cut:
        wide = wide.merge(settings, on="care_setting").drop(columns="care_setting")
        wide = wide.rename(columns={"member_of": "care_setting"})
    return wide


def finished(figures, metric, cut):
    figures = figures.reset_index()
    for name in ["care_setting", "job_role", "sector"]:
        if name not in cut:
            figures[name] = "all"
    figures["metric_id"] = metric
    return figures


def rate(rows, metric, numerator, denominator, cut):
    keys = PERIOD + cut
    sums = rows.groupby(keys, sort=False)[[numerator, denominator]].sum()
    figures = bases(rows, keys)
    figures["value"] = sums[numerator] / sums[denominator]
    return finished(figures, metric, cut)


def pay(rows, cut):
    keys = PERIOD + cut
    found = []
    hourly = rows.groupby(keys, sort=False)["rate"]
    base = bases(rows, keys)
    for quantile, name in QUANTILES.items():
        found.append(finished(base.assign(value=hourly.quantile(quantile)), f"hourly_pay_{name}", cut))
    found.append(finished(base.assign(value=hourly.mean()), "hourly_pay_mean", cut))
    for name, some in {
        "new": rows[rows["experience_years"] == 0],
        "experienced": rows[rows["experience_years"] >= 5],
    }.items():
        median = some.groupby(keys, sort=False)["rate"].median()
        found.append(finished(bases(some, keys).assign(value=median), f"hourly_pay_median_{name}", cut))
    floored = rows[rows["floor"].notna()].copy()
    floored["below"] = floored["rate"] < floored["floor"]
    floored["at"] = (floored["rate"] >= floored["floor"]) & (floored["rate"] <= floored["floor"] + 10)
    shares = floored.groupby(keys, sort=False)[["below", "at"]].mean()
    for name in ["below", "at"]:
        found.append(
            finished(bases(floored, keys).assign(value=shares[name]), f"share_{name}_floor", cut)
        )
    return found


def main(folder):
    text = {name: str for name in ["area_code", "ancestor_area_code", "job_role"]}
    read = lambda name: pd.read_csv(f"{folder}/{name}.csv", dtype=text)
    started = time.perf_counter()
    bridge, settings = read("bridge"), read("setting")
    workplace, role, worker = read("workplace"), read("role"), read("worker")
    loaded = time.perf_counter()

    figures = []
    places = ["period", "workplace_id"]
    for metric, part in [("vacancy_rate", "vacancy_count"), ("turnover_rate", "leaver_count")]:
        counted = workplace[workplace[f"counts_in_{metric}"]]
        rows = counted.merge(role, on=places)
        rows = rows[(rows["employee_count"] > 0) | (rows[part] > 0)].copy()
        rows["worker_count"] = rows["employee_count"]
        rows["whole"] = rows["employee_count"]
        if metric == "vacancy_rate":
            rows["whole"] += rows["vacancy_count"]
        for cut in CUTS:
            figures.append(rate(spread(rows, bridge, settings, cut), metric, part, "whole", cut))

    rows = workplace[workplace["counts_in_pay"]].merge(worker, on=places)
    rows["worker_count"] = 1
    for cut in PAY_CUTS:
        figures.extend(pay(spread(rows, bridge, settings, cut), cut))
    done = pd.concat(figures)
    made = time.perf_counter()
    # Pay was counted in pence, so that at the minimum plus 10p is exact.
    done.loc[done["metric_id"].str.startswith("hourly_pay"), "value"] /= 100
    done.to_csv(f"{folder}/figures-pandas.csv", index=False)

    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    json.dump(
        {"seconds": made - loaded, "parts": {"load": loaded - started}, "peakMb": int(peak.split()[1]) / 1024},
        sys.stdout,
    )


main(sys.argv[1])
