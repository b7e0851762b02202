/** Sets of characters, by their code points. */

export type CharSet = (code: number) => boolean;

/** What Java's `.` leaves out, and `$` looks for. */
export const LINE_END: CharSet = (code) => code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;

/** What `\b` takes for a word: letters and digits of all scripts (up to Java 18), unlike `\w`. */
export const WORD: CharSet = (code) => isWord(code) || (code > 127 && /[\p{L}\p{Nd}]/u.test(String.fromCodePoint(code)));

export function oneOf(code: number): CharSet {
  return (other) => other === code;
}

export function not(has: CharSet): CharSet {
  return (code) => !has(code);
}

/** The set whatever the case of ASCII's letters, as Java's `(?i)` without `(?u)`. */
export function foldCase(has: CharSet): CharSet {
  return (code) => has(code) || (isLetter(code) && has(code ^ 32));
}

/** The set that `\d` and the like stand for, by its letter; undefined where the letter means something else. */
export function escapeSet(letter: string): CharSet | undefined {
  return ESCAPES.get(letter);
}

/** The set of `\p{name}`: POSIX classes of ASCII, Unicode's categories, scripts and properties. */
export function posixSet(name: string): CharSet | undefined {
  return POSIX.get(name) ?? unicodeSet(name);
}

const DIGIT: CharSet = (code) => code >= 48 && code <= 57;
const SPACE: CharSet = (code) => code === 32 || (code >= 9 && code <= 13);
const ACROSS = among(" \t\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000");
const DOWN = among("\n\x0b\f\r\u0085\u2028\u2029");

const ESCAPES: ReadonlyMap<string, CharSet> = new Map([
  ["d", DIGIT],
  ["D", not(DIGIT)],
  ["s", SPACE],
  ["S", not(SPACE)],
  ["w", isWord],
  ["W", not(isWord)],
  ["h", ACROSS],
  ["H", not(ACROSS)],
  ["v", DOWN],
  ["V", not(DOWN)],
]);

const PUNCTUATION = among("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

const POSIX: ReadonlyMap<string, CharSet> = new Map([
  ["Lower", (code) => code >= 97 && code <= 122],
  ["Upper", (code) => code >= 65 && code <= 90],
  ["ASCII", (code) => code < 128],
  ["Alpha", isLetter],
  ["Digit", DIGIT],
  ["Alnum", (code) => isLetter(code) || DIGIT(code)],
  ["Punct", PUNCTUATION],
  ["Graph", (code) => code > 32 && code < 127],
  ["Print", (code) => code >= 32 && code < 127],
  ["Blank", among(" \t")],
  ["Cntrl", (code) => code < 32 || code === 127],
  ["XDigit", among("0123456789abcdefABCDEF")],
  ["Space", SPACE],
  ["javaLowerCase", (code) => /\p{Lowercase}/u.test(String.fromCodePoint(code))],
  ["javaUpperCase", (code) => /\p{Uppercase}/u.test(String.fromCodePoint(code))],
  [
    "javaWhitespace",
    (code) => (code >= 9 && code <= 13) || (code >= 28 && code <= 31) || /(?![\u00a0\u2007\u202f])\p{Z}/u.test(String.fromCodePoint(code)),
  ],
  ["javaLetter", (code) => /\p{L}/u.test(String.fromCodePoint(code))],
  ["javaDigit", (code) => /\p{Nd}/u.test(String.fromCodePoint(code))],
  ["javaLetterOrDigit", (code) => /[\p{L}\p{Nd}]/u.test(String.fromCodePoint(code))],
  ["javaAlphabetic", (code) => /\p{Alphabetic}/u.test(String.fromCodePoint(code))],
  ["javaSpaceChar", (code) => /\p{Z}/u.test(String.fromCodePoint(code))],
  ["javaISOControl", (code) => /\p{Cc}/u.test(String.fromCodePoint(code))],
  ["IsLetter", (code) => /\p{L}/u.test(String.fromCodePoint(code))],
  ["IsDigit", (code) => /\p{Nd}/u.test(String.fromCodePoint(code))],
  ["IsPunctuation", (code) => /\p{P}/u.test(String.fromCodePoint(code))],
  ["IsControl", (code) => /\p{Cc}/u.test(String.fromCodePoint(code))],
]);

/** Names of Unicode's blocks, and of Java's own methods: sets that Java has, of which not all are here. */
export function isForeignSet(name: string): boolean {
  return /^(?:In|(?:block|blk)=)[A-Za-z0-9_ -]+$/.test(name) || /^java[A-Z][A-Za-z]+$/.test(name);
}

function isWord(code: number): boolean {
  return isLetter(code) || DIGIT(code) || code === 95;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function among(characters: string): CharSet {
  const codes = new Set(Array.from(characters, (c) => c.codePointAt(0)));
  return (code) => codes.has(code);
}

function unicodeSet(name: string): CharSet | undefined {
  if (!/^[A-Za-z_=]+$/.test(name)) return undefined;
  const bare = name.replace(/^Is|^(?:script|sc|general_category|gc)=/i, "");
  for (const property of [bare, `Script=${bare}`]) {
    try {
      const pattern = new RegExp(`^\\p{${property}}$`, "u");
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // Not a property of that kind.
    }
  }
  return undefined;
}
