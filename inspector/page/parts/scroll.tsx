import type { ComponentChildren } from "preact";

interface ScrollProps {
  readonly label: string;
  /** @default "scroll" */
  readonly kind?: "scroll" | "code" | "code tall" | "code lines";
  readonly children: ComponentChildren;
}

/** A part of the page that may scroll, and that the keyboard reaches for that. */
export function Scroll({ label, kind = "scroll", children }: ScrollProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by its focus.
    <section class={kind} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
