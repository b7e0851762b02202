/** `T` with each of its members written down, one that may be absent as undefined: the compiler asks for a member that is forgotten. */
export type Whole<T> = { readonly [Name in keyof T]-?: Given<T>[Name] };

/** `T`, of which a member that may be absent may be undefined as well. */
export type Given<T> = { readonly [Name in keyof T]: Record<never, never> extends Pick<T, Name> ? T[Name] | undefined : T[Name] };

/** What stands for `T` while its members are still unread: each of them is there, as whatever it is. */
export type Unread<T> = { readonly [Name in keyof T]-?: unknown };

type Present<T> = { readonly [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  readonly [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>;
};

/** The object that these members are; those that are undefined are absent. */
export function whole<T extends object>(members: Whole<T>): T;
export function whole(members: object): object {
  return present(members);
}

/** The object that these members are, of which not all that may be there have to be said; those that are undefined are absent. */
export function given<T extends object>(members: Given<NoInfer<T>>): T;
export function given(members: object): object {
  return present(members);
}

/** The object without the members that are undefined, for what has more members than are said here. */
export function present<T extends object>(members: T): Present<T>;
export function present(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
