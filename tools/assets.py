"""Copy what pages and PDF are drawn with out of node_modules: assets.py NODE_MODULES TARGET."""

import re
import shutil
import sys
from pathlib import Path

WEIGHTS = ("400", "500", "600", "700")
SUBSETS = ("vietnamese", "latin-ext", "latin")
TTF = "@expo-google-fonts"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "licenses/htmx.txt",
    "@fontsource/be-vietnam-pro/LICENSE": "licenses/be-vietnam-pro.txt",
    f"{TTF}/tinos/LICENSE_FONT": "licenses/tinos.txt",
    f"{TTF}/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf": "fonts/BeVietnamPro-Regular.ttf",
    f"{TTF}/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf": "fonts/BeVietnamPro-SemiBold.ttf",
    f"{TTF}/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf": "fonts/BeVietnamPro-Bold.ttf",
    f"{TTF}/tinos/400Regular/Tinos_400Regular.ttf": "fonts/Tinos-Regular.ttf",
    f"{TTF}/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf": "fonts/Tinos-Italic.ttf",
    f"{TTF}/tinos/700Bold/Tinos_700Bold.ttf": "fonts/Tinos-Bold.ttf",
    f"{TTF}/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf": "fonts/Tinos-BoldItalic.ttf",
}
_FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_SOURCE = re.compile(r"src:[^;]*url\(\./files/([\w.-]+\.woff2)\)[^;]*;")
_MAP = re.compile(r"\n?/\*# sourceMappingURL=.*?\*/|\n?//# sourceMappingURL=.*")
_ADDRESS = re.compile(r"url\(\s*['\"]?(?!data:|#)([^'\")]+)")


def local_faces(css: str) -> tuple[str, list[str]]:
    """Return the @font-face rules of `css`, reading woff2 from fonts/ beside it, and those files' names."""
    names: list[str] = []
    rules: list[str] = []
    for rule in _FACE.findall(css):
        found = _SOURCE.search(rule)
        if not found or "unicode-range" not in rule:
            raise SystemExit("assets: a @font-face rule has no woff2 file or no unicode-range")
        names.append(found[1])
        rules.append(_SOURCE.sub(f"src: url(fonts/{found[1]}) format('woff2');", rule))
    return "\n".join(rules) + "\n", names


def copy_web_font(source: Path, target: Path) -> None:
    """Write target/be-vietnam-pro.css and the woff2 files that it names."""
    sheets: list[str] = []
    for weight in WEIGHTS:
        sheet, names = local_faces((source / f"{weight}.css").read_text())
        wanted = {f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in SUBSETS}
        if set(names) != wanted:
            raise SystemExit(f"assets: weight {weight} should have {sorted(wanted)}, found {sorted(names)}")
        for name in names:
            shutil.copyfile(source / "files" / name, target / "fonts" / name)
        sheets.append(sheet)
    (target / "be-vietnam-pro.css").write_text("".join(sheets))


def check(target: Path) -> None:
    """Refuse a style sheet that asks for a file that is not there: a closed network has no other place."""
    for sheet in target.glob("*.css"):
        text = _MAP.sub("", sheet.read_text())
        sheet.write_text(text)
        missing = [name for name in _ADDRESS.findall(text) if not (target / name).is_file()]
        if missing:
            raise SystemExit(f"assets: {sheet.name} asks for {missing[:3]}, which are not there")
    for script in target.glob("*.js"):
        script.write_text(_MAP.sub("", script.read_text()))


def main(modules: Path, target: Path) -> None:
    """Fill `target` anew from the packages under `modules`."""
    shutil.rmtree(target, ignore_errors=True)
    for name in ("fonts", "licenses"):
        (target / name).mkdir(parents=True)
    for origin, place in FILES.items():
        shutil.copyfile(modules / origin, target / place)
    copy_web_font(modules / "@fontsource/be-vietnam-pro", target)
    check(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
