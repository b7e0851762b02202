import * as Sentry from "@sentry/aws-serverless";

// Without a DSN nothing is sent.
Sentry.init({ tracesSampleRate: 1 });

export const handler = Sentry.wrapHandler(async () => ({
  statusCode: 200,
  body: JSON.stringify({ hello: Sentry.SDK_VERSION.split(".").length }),
}));
