"""The order of the compiler's passes, and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from unblush.authoring.compiler.ages import bands_of, shares_of
from unblush.authoring.compiler.likelihoods import compile_findings
from unblush.authoring.compiler.priors import compile_nodes, compile_risks
from unblush.authoring.compiler.redraws import draw_bank
from unblush.authoring.compiler.rules import compile_clocks, compile_flags, compile_pages, pages_in_order
from unblush.authoring.compiler.words import compile_catalogue
from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.compiled.arrays import Numbers, Policy
from unblush.compiled.bank import Bank
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.clocks import Cycle, OutlookRule
from unblush.compiled.codec import to_plain
from unblush.vocabulary import ComplaintKind, ItemId, PageId

UNCALIBRATED_CUT_OFF = 4.0
"""The surprise, in standard deviations, that counts as a poor fit until `unblush pack calibrate` has simulated one."""


def compile_pack(pack: Pack) -> tuple[dict[str, Numbers], dict[str, Bank], Catalogue]:
    """Compile every complaint, and the words of all."""
    numbers: dict[str, Numbers] = {}
    banks: dict[str, Bank] = {}
    for complaint in pack.manifest.complaints:
        numbers[complaint.id] = compile_numbers(pack, complaint)
        seed = digest_of_numbers(numbers[complaint.id])
        banks[complaint.id] = draw_bank(pack, complaint, numbers[complaint.id], seed)
    return numbers, banks, compile_catalogue(pack)


def compile_numbers(pack: Pack, complaint: Complaint) -> Numbers:
    """Compile one complaint: pages, risk factors, nodes, findings, flags, constants, in this order."""
    pages = pages_in_order(pack, complaint)
    index = {page.id: i for i, page in enumerate(pages)}
    rows = compile_pages(pages)
    explains = complaint.kind == "explain"  # a pathway has rules and clocks, and nothing to infer
    risks = compile_risks(pack, complaint, index) if explains else ()
    nodes = compile_nodes(pack, complaint, risks)
    findings = compile_findings(pack, complaint, index, nodes) if explains else ()
    manifest, cycle = pack.manifest, pack.cycle
    calibration = pack.calibration.get(complaint.id)
    return Numbers(
        complaint=complaint.id,
        ages=bands_of(manifest),
        age_shares=shares_of(manifest),
        nodes=nodes,
        findings=findings,
        risks=risks,
        pages=rows,
        flags=compile_flags(pack, complaint, rows),
        kind=ComplaintKind(complaint.kind),
        clocks=compile_clocks(pack, complaint, rows),
        outlook=OutlookRule(
            PageId(complaint.outlook.tried),
            ItemId(complaint.outlook.irregular),
            tuple((ItemId(item), routes) for item, routes in complaint.outlook.routes.items()),
        )
        if complaint.outlook
        else None,
        cycle=Cycle(PageId(cycle.since_period), PageId(cycle.length), cycle.luteal_days) if cycle else None,
        first=tuple(PageId(page) for page in complaint.first),
        loss=tuple(tuple(float(cost) for cost in manifest.loss[level]) for level in LEVEL_NAMES),
        policy=Policy(
            recall=manifest.asking.recall,
            certificate_one_in=manifest.asking.certificate_one_in,
            entropy_weight=manifest.asking.entropy_weight,
            explain_nats=manifest.asking.explain_nats,
            explain_pages=manifest.asking.explain_pages,
            document_weight=manifest.asking.document_weight,
            burden_weight=manifest.asking.burden_weight,
            stays_at_least=manifest.honesty.stays_at_least,
            robust_percentile=manifest.honesty.robust_percentile,
            pages_at_most=complaint.pages_at_most,
            unexplained_share=complaint.unexplained.share,
            unexplained_threshold=complaint.unexplained.threshold,
            surprise_cut_off=calibration.surprise_cut_off if calibration else UNCALIBRATED_CUT_OFF,
        ),
        page_surprise=tuple(
            calibration.page_surprise.get(page.id, (0.0, 0.0)) if calibration else (0.0, 0.0) for page in rows
        ),
    )


def digest_of_numbers(numbers: Numbers) -> str:
    """Return a digest of the numbers without what was simulated from them."""
    simulated = replace(
        numbers,
        policy=replace(numbers.policy, surprise_cut_off=UNCALIBRATED_CUT_OFF),
        page_surprise=((0.0, 0.0),) * len(numbers.pages),
    )
    return hashlib.sha256(json.dumps(to_plain(simulated)).encode()).hexdigest()
