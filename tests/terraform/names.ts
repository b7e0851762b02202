/**
 * Pulumi's names of arguments, where they are not upstream's in camel case:
 * https://github.com/pulumi/pulumi-aws/blob/master/provider/resources.go
 */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:apigateway/basePathMapping:BasePathMapping": { api_id: "restApi" },
  "aws:apigateway/deployment:Deployment": { rest_api_id: "restApi" },
  "aws:apigateway/methodSettings:MethodSettings": { rest_api_id: "restApi" },
  "aws:apigateway/stage:Stage": { deployment_id: "deployment", rest_api_id: "restApi" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { alarm_name: "name", metric_query: "metricQueries" },
  "aws:lambda/function:Function": { function_name: "name" },
  "aws:lambda/permission:Permission": { function_name: "function" },
  "aws:route53/record:Record": { alias: "aliases" },
};

/** The path of an argument as Pulumi has it: `settings.logging_level` is `settings.loggingLevel`. */
export function pulumiPath(type: string, path: string): string {
  return RENAMED[type]?.[path] ?? path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
