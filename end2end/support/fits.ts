import { expect, type Page } from "@playwright/test";

/** Nothing scrolls sideways, lies outside of the window or is cut off, on the page as it is now. */
export async function expectFits(page: Page, how: string): Promise<void> {
    // The test goes on, and says everything that is wrong with its pages.
    expect.soft(await page.evaluate(misfits), `what does not fit on ${page.url()}, ${how}`).toEqual([]);
}

/** In forced colours, what has an edge still has one, and where one is differs from where one is not. */
export async function expectForcedColours(page: Page): Promise<void> {
    expect.soft(await page.evaluate(lostInForcedColours), `what is lost on ${page.url()} in forced colours`).toEqual([]);
}

/** Runs in the page. */
function lostInForcedColours(): string[] {
    const styles = ["color", "backgroundColor", "borderColor", "borderWidth", "fontWeight", "textDecorationLine"] as const;
    const look = (element: Element): string => styles.map((style) => getComputedStyle(element)[style]).join();
    const CHOSEN = "a[aria-current], [aria-pressed=true]";
    const hasEdge = (element: Element): boolean => {
        const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(element);
        return parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
    };
    const isLikeOthers = (current: Element): boolean => {
        const others = [...(current.closest("ul, ol, [role=group]")?.querySelectorAll(current.tagName) ?? [])];
        return others.some((other) => !other.matches(CHOSEN) && look(other) === look(current));
    };
    const controls = document.querySelectorAll("button.button, a.button, summary.button, input[type=text], input[type=search], select, textarea");
    return [
        ...[...controls].filter((element) => element.checkVisibility() && !hasEdge(element)),
        ...[...document.querySelectorAll(CHOSEN)].filter((element) => element.checkVisibility() && isLikeOthers(element)),
    ].map((element) => element.outerHTML.slice(0, 160));
}

/** Runs in the page. */
function misfits(): string[] {
    const width = document.documentElement.clientWidth;
    const isSeen = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".visually-hidden");
    const seen = (selector: string): Element[] =>
        [...document.querySelectorAll(selector)].filter((element) => isSeen(element) && element.clientWidth > 1);
    const isCut = (element: Element): boolean =>
        element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
    const isWithin = ({ left, right }: DOMRect): boolean => left >= -1 && right <= width + 1;
    // A row of buttons may be scrolled on its own.
    const canBeScrolledTo = (element: Element): boolean => {
        for (let box = element.parentElement; box; box = box.parentElement) {
            const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth;
            if (scrolls) return isWithin(box.getBoundingClientRect());
        }
        return false;
    };
    const hides = (element: Element): boolean => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        return textOverflow !== "ellipsis" && [overflowX, overflowY].some((overflow) => ["hidden", "clip"].includes(overflow));
    };

    const controls = seen("h1, button, a.button, summary, select, textarea, input");
    const found: [string, Element[]][] = [
        ["scrolls sideways", document.documentElement.scrollWidth > width ? [document.documentElement] : []],
        ["is outside", controls.filter((control) => !isWithin(control.getBoundingClientRect()) && !canBeScrolledTo(control))],
        ["is cut off", seen("main *, dialog *").filter((element) => hides(element) && isCut(element) && !element.matches("input, svg *"))],
        ["has words that run out of it", seen("button, a.button, summary.button").filter(isCut)],
        [
            "is a dialog outside",
            seen("dialog[open]").filter((dialog) => {
                const box = dialog.getBoundingClientRect();
                return !isWithin(box) || box.top < 0 || box.bottom > innerHeight;
            }),
        ],
    ];
    return found.flatMap(([what, elements]) => elements.map((element) => `${what}: ${element.outerHTML.slice(0, 160)}`));
}
