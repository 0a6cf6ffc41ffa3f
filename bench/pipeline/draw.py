"""Draws medians of `bench pipeline --growth`, a JSON list on stdin, into a folder: growth.svg and stages.svg."""
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "sosie", "font.family": "sans-serif", "font.size": 10,
                            "axes.spines.top": False, "axes.spines.right": False})
import matplotlib.pyplot as plt  # noqa: E402

INK, GUIDE = "#1f3a5f", "#9aa5b1"


def records_text(count):
    return f"{count / 1e6:g} M" if count >= 1e6 else f"{count / 1e3:g} k"


def round_records(medians):
    """About the sizes asked for: 1,002,613 is 1 M."""
    return [float(f"{median['records']:.1g}") for median in medians]


def draw_growth(medians, path):
    sizes = round_records(medians)
    micros = [1e6 * median["seconds"] / median["records"] for median in medians]
    figure, (time, memory) = plt.subplots(1, 2, figsize=(9, 3.4))
    for axes, values, title in ((time, micros, "microseconds a record, whole run"),
                                (memory, [median["peak_bytes"] / median["records"] for median in medians],
                                 "peak bytes of memory a record")):
        axes.plot(sizes, values, "o-", color=INK)
        for size, value in zip(sizes, values):
            axes.annotate(f"{value:.1f}" if value < 100 else f"{value:,.0f}", (size, value), textcoords="offset points", xytext=(0, 7), ha="center")
        axes.set_xscale("log")
        axes.set_xticks(sizes, [records_text(size) for size in sizes])
        axes.minorticks_off()
        axes.set_ylim(0, 1.25 * max(values))
        axes.set_title(title, loc="left", fontsize=10)
        axes.set_xlabel("input records")
        axes.grid(axis="y", color=GUIDE, alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def draw_stages(medians, path):
    stages = list(medians[-1]["stages"])
    sizes = [records_text(size) for size in round_records(medians)]
    colours = plt.get_cmap("tab20").colors
    figure, axes = plt.subplots(figsize=(9, 0.7 + 0.5 * len(medians)))
    left = [0.0] * len(medians)
    for stage, colour in zip(stages, colours):
        shares = [100 * median["stages"].get(stage, 0) / sum(median["stages"].values()) for median in medians]
        axes.barh(sizes, shares, left=left, color=colour, label=stage)
        for row, (share, start) in enumerate(zip(shares, left)):
            if share >= 5:
                axes.text(start + share / 2, row, f"{share:.0f}", ha="center", va="center", color="white", fontsize=9)
        left = [start + share for start, share in zip(left, shares)]
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel("share of the run, %")
    axes.legend(ncols=len(stages), loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, fontsize=8,
                handlelength=1, columnspacing=1)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main():
    medians = json.load(sys.stdin)
    folder = Path(sys.argv[1])
    draw_growth(medians, folder / "growth.svg")
    draw_stages(medians, folder / "stages.svg")


if __name__ == "__main__":
    main()
