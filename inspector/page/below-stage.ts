import type { RequestSummary } from "../protocol";

/** What of a request's path is below `/<api>/<stage>`; undefined where it was sent to a host of the API. */
export function belowStage({ path, api, stage }: Pick<RequestSummary, "path" | "api" | "stage">): string | undefined {
  const place = `/${encodeURIComponent(api)}/${stage}`;
  return path.startsWith(place) ? path.slice(place.length) || "/" : undefined;
}
