import { firstHeaderValue, type HttpRequest } from "../../gateway/index";

/**
 * Why a request may not have what the inspector shows; undefined where it may: it comes from the page itself, or from no page at all.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function crossSite({ headers }: HttpRequest): string | undefined {
  const headerOf = (name: string) => firstHeaderValue(headers, name);
  const site = headerOf("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return `Pages of another origin get nothing of the inspector (Sec-Fetch-Site: ${site})`;
  const origin = headerOf("origin");
  if (origin !== undefined && origin.replace(/^https?:/, "") !== `//${headerOf("host")}`)
    return `Pages of another origin get nothing of the inspector (Origin: ${origin})`;
  return undefined;
}
