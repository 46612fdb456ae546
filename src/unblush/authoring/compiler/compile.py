"""The order of the compiler's passes, and nothing else."""

from __future__ import annotations

import hashlib
import json

from unblush.authoring.compiler.ages import bands_of, shares_of
from unblush.authoring.compiler.likelihoods import compile_findings
from unblush.authoring.compiler.priors import compile_nodes, compile_risks
from unblush.authoring.compiler.redraws import draw_bank
from unblush.authoring.compiler.rules import compile_flags, compile_pages, pages_in_order
from unblush.authoring.compiler.words import compile_catalogue
from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.compiled.arrays import Numbers, Policy
from unblush.compiled.bank import Bank
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.codec import to_plain
from unblush.vocabulary import PageId

UNCALIBRATED_CUT_OFF = 4.0
"""The surprise, in standard deviations, that counts as a poor fit until `unblush pack calibrate` has simulated one."""


def compile_pack(pack: Pack) -> tuple[dict[str, Numbers], dict[str, Bank], Catalogue]:
    """Compile every complaint that explains, and the words of all."""
    numbers: dict[str, Numbers] = {}
    banks: dict[str, Bank] = {}
    for complaint in pack.manifest.complaints:
        if complaint.kind == "explain":
            numbers[complaint.id] = compile_numbers(pack, complaint)
            seed = digest_of_numbers(numbers[complaint.id])
            banks[complaint.id] = draw_bank(pack, complaint, numbers[complaint.id], seed)
    return numbers, banks, compile_catalogue(pack)


def compile_numbers(pack: Pack, complaint: Complaint) -> Numbers:
    """Compile one complaint: pages, risk factors, nodes, findings, flags, constants, in this order."""
    pages = pages_in_order(pack, complaint)
    index = {page.id: i for i, page in enumerate(pages)}
    rows = compile_pages(pages)
    risks = compile_risks(pack, complaint, index)
    nodes = compile_nodes(pack, complaint, risks)
    findings = compile_findings(pack, complaint, index, nodes)
    manifest = pack.manifest
    calibration = pack.calibration.get(complaint.id)
    return Numbers(
        complaint=complaint.id,
        ages=bands_of(manifest),
        age_shares=shares_of(manifest),
        nodes=nodes,
        findings=findings,
        risks=risks,
        pages=rows,
        flags=compile_flags(pack, rows),
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
    plain = to_plain(numbers)
    *kept, policy, _ = plain  # the last two fields are the policy, its cut-off last, and the page surprises
    plain = [*kept, policy[:-1]]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()
