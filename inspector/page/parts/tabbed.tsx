import type { ComponentChildren } from "preact";
import { href } from "../route";
import type { Answered } from "../use-answer";
import { PageMessage } from "./page-message";

interface TabbedProps<T> {
  readonly title: string;
  /** The first part of the view's address. */
  readonly view: string;
  readonly answered: Answered<readonly T[]>;
  /** Of the one that is shown; the first where there is none of the name. */
  readonly name: string | undefined;
  /** What is said where there are none. */
  readonly none: string;
  /** What stands beside a name. @default nothing */
  readonly mark?: (one: T) => ComponentChildren;
  readonly children: (shown: T) => ComponentChildren;
}

/** All of a kind as tabs, and one of them below. */
export function Tabbed<T extends { readonly name: string }>({ title, view, answered, name, none, mark, children }: TabbedProps<T>) {
  const { value: all, error } = answered;
  const shown = all?.find((one) => one.name === name) ?? all?.[0];
  if (all === undefined) return <PageMessage title={title} text={error} />;
  if (shown === undefined) return <PageMessage title={title} text={none} />;
  return (
    <div class="page">
      <div class="bar">
        <h1>{title}</h1>
        <nav class="tabs" aria-label={title}>
          {all.map((one) => (
            <a key={one.name} href={href(view, one.name)} aria-current={one === shown ? "page" : undefined}>
              {one.name} {mark?.(one)}
            </a>
          ))}
        </nav>
      </div>
      {children(shown)}
    </div>
  );
}
