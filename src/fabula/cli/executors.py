# SPDX-License-Identifier: Apache-2.0
"""Who does the work of a sweep: threads of this process, processes of this machine, or a Dask cluster."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

from fabula.cli.opening import bad_usage
from fabula.usecases.sweep import MakeExecutor

PATIENCE = 10
"""Seconds to wait for a cluster to answer."""
LIVES = 5
"""So often a cluster may lose the worker that has a question, before it says so."""


def executor_maker(workers: int | None, cluster: str | None) -> MakeExecutor:
    """Opens the executor that was asked for; ends the command where both are, or the cluster cannot be used."""
    if workers is not None and cluster is not None:
        bad_usage("processes here or a cluster, not both: leave out `--workers` or `--cluster`")
    if cluster is not None:
        if importlib.util.find_spec("distributed") is None:
            bad_usage("a cluster needs Dask: `pip install 'fabula[cluster]'`")
        return lambda: _cluster(cluster)
    if workers is not None:
        return lambda: _processes(workers)
    return lambda: ThreadPoolExecutor(os.cpu_count())


@contextmanager
def _processes(workers: int) -> Iterator[Executor]:
    """Processes begun afresh: what this one holds (threads, an engine) is not copied into them."""
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as executor:
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask scheduler."""
    from distributed import Client  # an optional extra

    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError):
        bad_usage(f"there is no Dask scheduler at `{address}`")
    with client:
        executor: Executor = client.get_executor(retries=LIVES)
        yield executor
