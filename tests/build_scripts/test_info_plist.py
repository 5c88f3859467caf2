"""What macOS is told of the program."""

from __future__ import annotations

import plistlib

from app import __version__
from app.coding.links import SCHEME
from build_scripts.package.info_plist import CLAIM_TYPE, info_plist


def test_links_and_claims_open_in_the_program() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist()))
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == [SCHEME.rstrip(":")]
    assert told["UTExportedTypeDeclarations"][0]["UTTypeIdentifier"] == CLAIM_TYPE
    owned = [kind for kind in told["CFBundleDocumentTypes"] if kind["LSHandlerRank"] == "Owner"]
    assert [kind["LSItemContentTypes"] for kind in owned] == [[CLAIM_TYPE]]
    assert told["CFBundleShortVersionString"] == __version__
