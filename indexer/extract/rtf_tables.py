"""What the words of RTF 1.9 mean: encodings, characters, and groups that hold no text of the document."""

#: Encodings of fonts by `\fcharset`; what is not listed uses the encoding of the file.
CHARSETS = {
    77: "mac_roman",
    78: "cp932",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
#: Encodings of files by the word at their head.
FILE_CHARSETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}

#: Words that stand for characters.
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "nestcell": " | ",
}
SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}

#: Dates of the group `info`, written as words: `\yr2007\mo10\dy9`.
DATES = frozenset({"creatim", "revtim"})
#: Words that say where the text of their group goes: to a story of its own, back to the text after the
#: duplicate for old programs, or to a declaration kept under the word itself.
GROUPS = {
    **dict.fromkeys(("footnote", "annotation"), "aside"),
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "repeated"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "repeated"),
    "ud": "text",
    **dict.fromkeys(("fonttbl", "stylesheet", "info", "upr"), "declaration"),
    **dict.fromkeys(("title", "author", "subject", "keywords", "company", "doccomm"), "declaration"),
    **dict.fromkeys(DATES, "declaration"),
}
#: Groups marked as optional that nevertheless hold text, or groups that do.
OPTIONAL_READ = frozenset({"shpinst", "do", "dptxbxtext", "ud", "company", "footnote", "annotation"})

#: Groups without text of the document, and those that repeat a drawing or a name for old programs.
SKIPPED = frozenset(
    {
        *(
            "atnauthor",
            "atndate",
            "atnicn",
            "atnid",
            "atnparent",
            "atnref",
            "atntime",
            "atrfend",
            "atrfstart",
        ),
        *("background", "bkmkend", "bkmkstart", "blipuid", "colorschememapping", "colortbl", "datafield"),
        *("datastore", "falt", "fchars", "ffname", "filetbl", "fldinst", "fontemb", "fontfile", "formfield"),
        *(
            "ftncn",
            "ftnsep",
            "ftnsepc",
            "generator",
            "latentstyles",
            "lchars",
            "levelnumbers",
            "leveltext",
            "listname",
            "listoverridetable",
        ),
        *("listpicture", "listtable", "nextfile", "nonshppict", "objclass", "objdata", "objname", "operator"),
        *("panose", "pict", "pn", "pnseclvl", "pntext", "printim", "private", "rsidtbl", "rxe", "shprslt"),
        *("sn", "sp", "sv", "tc", "template", "themedata", "txe", "userprops", "xe", "xmlnstbl"),
    }
)
