import { isIP } from "node:net";

export interface Format {
  readonly test: (text: string) => boolean;
  readonly message: (text: string) => string;
}

/**
 * The formats that Java's json-schema-validator knows in draft 4, with its words; it ignores all others, such as `date` and `int32`.
 * Source: github.com/java-json-tools/json-schema-validator, package format and validation.properties, as version 2.2.14 answers. That
 * API Gateway checks formats: reported by users, for email.
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  "date-time": {
    test: isDateTime,
    message: (text) =>
      `string "${text}" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]`,
  },
  email: {
    test: matches(/^(?:[^\s()<>[\]:;@\\,."]+(?:\.[^\s()<>[\]:;@\\,."]+)*|"[^"\r\n]*")@(?:[\p{L}\d-]+(?:\.[\p{L}\d-]+)*|\[[^\s[\]]+\])$/iu),
    message: (text) => `string "${text}" is not a valid email address`,
  },
  hostname: {
    test: isHostname,
    message: (text) => `string "${text}" is not a valid hostname`,
  },
  ipv4: { test: (text) => isIP(text) === 4, message: (text) => `string "${text}" is not a valid IPv4 address` },
  ipv6: { test: (text) => isIP(text) === 6, message: (text) => `string "${text}" is not a valid IPv6 address` },
  uri: {
    test: (text) => URI.test(text),
    message: (text) => `string "${text}" is not a valid URI`,
  },
  regex: {
    test: (text) => regexProblem(text) === undefined,
    message: (text) => `string "${text}" is not a valid ECMA 262 regular expression`,
  },
  uuid: { test: matches(/^[a-f\d]{8}-(?:[a-f\d]{4}-){3}[a-f\d]{12}$/i), message: (text) => `input string "${text}" is not a valid UUID` },
  "json-pointer": { test: matches(/^(?:\/(?:[^/~]|~[01])*)*$/), message: (text) => `input string "${text}" is not a valid JSON Pointer` },
  mac: { test: matches(/^[a-f\d]{2}(?::[a-f\d]{2}){5}$/i), message: (text) => `input string "${text}" is not a valid MAC address` },
  base64: {
    test: (text) => text.length % 4 === 0 && /^[a-z\d+/]*={0,2}$/i.test(text),
    message: (text) =>
      text.length % 4 === 0
        ? illegalCharacter(text.replace(/={0,2}$/, ""), /[^a-z\d+/]/i, "at index $ (not in Base64 alphabet)")
        : `input has illegal length (must be a multiple of 4, found ${text.length})`,
  },
  md5: hex(32),
  sha1: hex(40),
  sha256: hex(64),
  sha512: hex(128),
};

function matches(expression: RegExp): (text: string) => boolean {
  return (text) => expression.test(text);
}

function hex(length: number): Format {
  return {
    test: (text) => text.length === length && /^[a-f\d]*$/i.test(text),
    message: (text) =>
      text.length === length
        ? illegalCharacter(text, /[^a-f\d]/i, "in input at index $")
        : `input string has incorrect length (${text.length}, expected ${length})`,
  };
}

/** Tells of the first character that matches; the dollar sign in the words is its index. */
function illegalCharacter(text: string, illegal: RegExp, words: string): string {
  const at = text.search(illegal);
  return `illegal character "${text.charAt(at)}" ${words.replace("$", String(at))}`;
}

/** As Guava's InternetDomainName: labels of letters of any script, of which the last begins with no digit. */
function isHostname(text: string): boolean {
  const labels = text.replace(/[.\u3002\uff0e\uff61]$/, "").split(/[.\u3002\uff0e\uff61]/);
  return text.length < 254 && labels.every((label) => LABEL.test(label)) && !/^\d/.test(labels.at(-1) ?? "");
}

const LABEL = /^(?![_-])[\w\u0080-\uffff-]{1,63}(?<![_-])$/;

// As java.net.URI: what stands before a colon is a scheme, and brackets are for an IPv6 address, a query or an opaque part.
const OTHER = "%[a-f\\d]{2}|[^\\p{ASCII}\\s\\p{Cc}]";
const IN_AUTHORITY = `(?:[\\w\\-.!~*'();:@&=+$,]|${OTHER})`;
const IN_PATH = `(?:[\\w\\-.!~*'();:@&=+$,/]|${OTHER})`;
const ANYWHERE = `(?:[\\w\\-.!~*'();:@&=+$,/?[\\]]|${OTHER})`;
const AUTHORITY = `//(?:${IN_AUTHORITY}+(?=[/?#]|$)|(?:${IN_AUTHORITY}*@)?\\[[\\da-f:.%]+\\](?::\\d*)?(?=[/?#]|$)|(?=[/?]))`;
const REST = `${IN_PATH}*(?:\\?${ANYWHERE}*)?`;
const SCHEME = "[a-z][a-z\\d+.-]*:";
const ABSOLUTE = `${SCHEME}(?:(?:${AUTHORITY}|(?=/(?!/)))${REST}|(?!/)${ANYWHERE}+)`;
const RELATIVE = `(?![^/?#]*:)(?:${AUTHORITY}|(?!//))${REST}`;
const URI = new RegExp(`^(?:${ABSOLUTE}|${RELATIVE})(?:#${ANYWHERE}*)?$`, "iu");

function isDateTime(text: string): boolean {
  const found = /^(\d{4}-\d\d-\d\dT)([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,12})?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/.exec(
    text.toUpperCase(),
  );
  const midnight = `${found?.[1]}00:00:00.000Z`;
  return found !== null && !Number.isNaN(Date.parse(midnight)) && new Date(midnight).toISOString() === midnight;
}

/** Why a text is no regular expression of ECMA 262; undefined where it is one. */
export function regexProblem(text: string): string | undefined {
  try {
    new RegExp(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: .*: (?=\w)/s, "") : String(error);
  }
}
