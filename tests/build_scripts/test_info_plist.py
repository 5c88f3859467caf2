"""What macOS is told of the program."""

from __future__ import annotations

import plistlib

from app import __version__
from app.claims.worklist.file import ENDING
from app.coding.links import SCHEME
from build_scripts.package.info_plist import CLAIM_TYPE, WORKLIST_TYPE, info_plist


def test_links_claims_and_worklists_open_in_the_program() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist()))
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == [SCHEME.rstrip(":")]
    declared = {
        kind["UTTypeIdentifier"]: kind["UTTypeTagSpecification"]["public.filename-extension"]
        for kind in told["UTExportedTypeDeclarations"]
    }
    assert declared == {CLAIM_TYPE: ["npclaim.json"], WORKLIST_TYPE: [ENDING.removeprefix(".")]}
    owned = [kind for kind in told["CFBundleDocumentTypes"] if kind["LSHandlerRank"] == "Owner"]
    assert [kind["LSItemContentTypes"] for kind in owned] == [[CLAIM_TYPE], [WORKLIST_TYPE]]
    assert told["CFBundleShortVersionString"] == __version__
