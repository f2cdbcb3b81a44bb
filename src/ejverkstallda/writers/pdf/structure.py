"""The tree of tagged elements as PDF source.

It is written as text: a tree of tens of thousands of elements would take minutes, made object by object in a library.
"""

from collections.abc import Mapping, Sequence

from ejverkstallda.writers.pdf.tags import Element


def append_structure(
    data: bytes, root: Element, pages: Sequence[int], trailer: Mapping[str, int], before: Sequence[bytes] = ()
) -> bytes:
    """Append objects and the tree beneath `root` to a file, as an update of it.

    `pages` are the object numbers of the pages; `trailer` has those of `Root` and `Info`, and `Size`: the first
    number that is free. From there on the objects `before` are numbered, and then the StructTreeRoot.
    """
    first = trailer["Size"]
    objects = [*before, *(body.encode("ascii") for body in _objects(root, pages, first + len(before)))]
    chunks = [data if data.endswith(b"\n") else data + b"\n"]
    place = len(chunks[0])
    places: list[int] = []
    for number, body in enumerate(objects, first):
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(place)
        place += len(whole)
        chunks.append(whole)
    chunks.append(b"xref\n%d %d\n" % (first, len(places)))
    chunks.extend(b"%010d 00000 n \n" % at for at in places)
    chunks.append(
        b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (first + len(places), trailer["Root"], trailer["Info"], _start_of_xref(data), place)
    )
    return b"".join(chunks)


def _start_of_xref(data: bytes) -> int:
    return int(data[data.rindex(b"startxref") :].split()[1])


def _objects(root: Element, pages: Sequence[int], first: int) -> list[str]:
    """Write the StructTreeRoot, its parent tree and every element, in the order of their numbers from `first`."""
    elements = list(root.walk())
    numbers = {id(element): number for number, element in enumerate(elements, first + 2)}
    parents = {
        id(part): number for element, number in zip(elements, numbers.values(), strict=True) for part in element.parts
    }
    owners: list[dict[int, int]] = [{} for _ in pages]
    for element, number in zip(elements, numbers.values(), strict=True):
        for page, mark in element.marks:
            owners[page][mark] = number
    kids = [_kids(element, numbers, pages) for element in elements]
    return [
        f"<</Type/StructTreeRoot/K[{first + 2} 0 R]/ParentTree {first + 1} 0 R/ParentTreeNextKey {len(pages)}>>",
        f"<</Nums[{' '.join(_owners(page, marks) for page, marks in enumerate(owners))}]>>",
        *(
            f"<</S/{element.role}/P {parents.get(id(element), first)} 0 R{inside}{_extras(element)}>>"
            for element, inside in zip(elements, kids, strict=True)
        ),
    ]


def _owners(page: int, marks: Mapping[int, int]) -> str:
    return f"{page}[{' '.join(f'{marks[mark]} 0 R' for mark in range(len(marks)))}]"


def _kids(element: Element, numbers: Mapping[int, int], pages: Sequence[int]) -> str:
    """Write what an element holds: other elements, or marks; those on another page than the first say which."""
    if element.parts:
        return f"/K[{' '.join(f'{numbers[id(part)]} 0 R' for part in element.parts)}]"
    if not element.marks:
        return ""
    home = element.marks[0][0]
    here = f"/Pg {pages[home]} 0 R"
    if len(element.marks) == 1:
        return f"{here}/K {element.marks[0][1]}"
    marks = (
        str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>" for page, mark in element.marks
    )
    return f"{here}/K[{' '.join(marks)}]"


def _extras(element: Element) -> str:
    attributes = f"/A{element.attributes}" if element.attributes else ""
    # As hexadecimal: no sign in it can be taken for PDF.
    return f"{attributes}/Alt<FEFF{element.alt.encode('utf-16-be').hex().upper()}>" if element.alt else attributes
