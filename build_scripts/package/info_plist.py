"""What macOS is told of the program: its version, the links it opens and the files it reads.

Names of keys: Information Property List of Apple's Bundle Resources.
"""

from __future__ import annotations

from app import __version__

CLAIM_TYPE = "org.needlepoint.claim"
WORKLIST_TYPE = "org.needlepoint.worklist"


def info_plist() -> dict[str, object]:
    """The entries beside those that PyInstaller writes itself."""
    return {
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "NSHighResolutionCapable": True,
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": "org.needlepoint.link",
                "CFBundleURLSchemes": ["needlepoint"],
                "CFBundleTypeRole": "Viewer",
            }
        ],
        "UTExportedTypeDeclarations": [
            _type(CLAIM_TYPE, "Needlepoint claim", "public.json", "npclaim.json"),
            _type(WORKLIST_TYPE, "Needlepoint worklist", "public.data", "npw"),
        ],
        "CFBundleDocumentTypes": [
            _document("Needlepoint claim", CLAIM_TYPE, "Owner"),
            _document("Needlepoint worklist", WORKLIST_TYPE, "Owner"),
            _document("Checklist", "com.adobe.pdf", "None"),
            _document("Text", "public.plain-text", "None"),
        ],
    }


def _type(identifier: str, name: str, kind: str, ending: str) -> dict[str, object]:
    """A kind of file that is ours, known by its ending."""
    return {
        "UTTypeIdentifier": identifier,
        "UTTypeDescription": name,
        "UTTypeConformsTo": [kind],
        "UTTypeTagSpecification": {"public.filename-extension": [ending]},
    }


def _document(name: str, kind: str, rank: str) -> dict[str, object]:
    """Files of a kind. With the rank None they open here only where the user says so."""
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSItemContentTypes": [kind],
        "LSHandlerRank": rank,
    }
