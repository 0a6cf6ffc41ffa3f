"""Generated jobs for the fault tests, and sosie as a subprocess."""
import subprocess
from pathlib import Path


class Sosie:
    def __init__(self, binary):
        self.binary = str(Path(binary).resolve())

    def command(self, *arguments):
        return [self.binary, *map(str, arguments)]

    def __call__(self, *arguments, **options):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, errors="replace", **options)

    def must(self, *arguments):
        done = self(*arguments)
        if done.returncode != 0:
            raise SystemExit(f"sosie {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr[-2000:]}")
        return done

    def generate(self, people, seed, folder):
        """The job file of freshly generated customers."""
        self.must("generate", "--people", people, "--seed", seed, "-o", folder)
        return Path(folder) / "job.toml"
