import { isIP } from "node:net";
import { hostname } from "node:os";
import { firstHeaderValue } from "../gateway/index";
import type { LocalDomain } from "./resources/index";
import { type Answer, jsonReply, type Reply } from "./server/index";

/**
 * Names that nobody else can have lead here: this machine's, AWS's, and names without a dot, which no registry gives out. Where a page's
 * own host name leads to this machine (DNS rebinding), the browser takes what is served here for a part of that page, and lets it read
 * everything.
 */
const OWN_NAMES = [/^[^.]+$/, /\.localhost$/, /\.internal$/, /\.amazonaws\.com(?:\.cn)?$/];

/**
 * Answers only requests to a local name or address, AWS's names, a custom domain name of the program or a name that was allowed; others are
 * told what to do.
 */
export function onKnownHosts(answer: Answer, domains: readonly Pick<LocalDomain, "domainName">[], allowed: readonly string[]): Answer {
  const names = [hostname(), ...domains.map(({ domainName }) => domainName), ...allowed].map((name) => name.toLowerCase());
  const isKnown = (host: string) => {
    const name = nameOf(host);
    return (
      isIP(name.replace(/^\[|\]$/g, "")) !== 0 ||
      OWN_NAMES.some((pattern) => pattern.test(name)) ||
      names.some((known) => matches(known, name))
    );
  };
  /** The last one that was known: most requests are to the same. */
  let last: string | undefined;
  return (request) => {
    const host = firstHeaderValue(request.headers, "host");
    if (host === undefined || host === last) return answer(request);
    if (!isKnown(host)) return misdirected(nameOf(host));
    last = host;
    return answer(request);
  };
}

function nameOf(host: string): string {
  return host.trim().replace(/:\d*$/, "").replace(/\.$/, "").toLowerCase();
}

/** A `*` is the first label, as in a custom domain name. */
function matches(known: string, name: string): boolean {
  return known === name || (known.startsWith("*.") && name.endsWith(known.slice(1)) && !name.slice(0, -known.length + 1).includes("."));
}

function misdirected(name: string): Reply {
  const message = `This server does not answer for the host ${JSON.stringify(name)}: call it by localhost, or start it with --allow-host ${name}`;
  return jsonReply(421, { message });
}
