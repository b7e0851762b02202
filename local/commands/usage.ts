export const USAGE = `Usage: lambda-rest-api local [DIR] [options]
       lambda-rest-api invoke [DIR] --function NAME [--event FILE] [options]
       lambda-rest-api test-invoke [DIR] --api NAME METHOD PATH [options]
       lambda-rest-api openapi [DIR] --api NAME [options]
       lambda-rest-api init [DIR]

local runs the Pulumi program in DIR (default: the current folder) with no AWS account and serves its REST APIs.
invoke runs it for one call of a function, without a server, and prints the answer; the log is on standard error.
test-invoke runs it for one request, as AWS's test-invoke-method does: with neither authorizer nor API key, on the
stage test-invoke-stage, for which functions need a permission; it prints the answer and the execution log.
openapi runs it for the OpenAPI 3.0 document of an API, and prints it or writes it to a file.
init writes a new program into DIR: a route, its function, its test, and workflows that deploy it. It overwrites no file.

  --stack NAME          the stack whose Pulumi.NAME.yaml is read (default: dev)
  --config KEY=VALUE    sets or overrides a configuration value; may be repeated
  --value WHO.OUTPUT=VALUE
                        a value from elsewhere, of another stack (acme/network/prod.vpcId=vpc-1), of a resource that
                        nobody makes locally, or of a data source; may be repeated

of local, invoke and test-invoke:
  --data DIR            keeps the data of DynamoDB tables in DIR
  --endpoint SERVICE=URL
                        where functions and integrations find a service of AWS that is not run locally, for example s3=http://localhost:4566;
                        SERVICE=aws: AWS itself, with the credentials of this environment; may be repeated
  --runtime NAME=FILE   the program that runs functions of a runtime, for example nodejs24.x=/path/to/node; may be repeated
  --inspect[=[HOST:]PORT]
                        lets a debugger into Node.js functions (default: 127.0.0.1:9229, and the next ports for further environments)
  --inspect-brk[=...]   the same, and waits for it before a function's code is loaded
  --inspect-function NAME
                        of this function alone
  --max-environments N  processes of functions at a time (default: what half of the memory holds, 128 at the most)
  --json                writes JSON to standard output; local writes one object per line

of local:
  --port N              the port (default: 3000; 0 takes a free one)
  --host ADDRESS        the address to listen on (default: 127.0.0.1)
  --https               serves HTTPS, by a certificate for localhost that is made once and kept in your home folder
  --no-auth             asks for no authorizer, signature or API key, and for no resource policy
  --allow-host NAME     a further host name for which requests are answered, or *.NAME; may be repeated
  --jwks FILE|URL       the JSON Web Key Set that signs the tokens of every issuer, Cognito user pools among them
                        (default: what each issuer publishes at /.well-known/openid-configuration)
  --issuer URL          an identity provider whose tokens are taken as those of any issuer that an authorizer trusts
  --watch               starts again when the program or a function changes
  --verbose             prints the execution log of each request

of test-invoke and openapi:
  --api NAME            the logical name of the REST API; needed if there are several

of invoke:
  --function NAME       the function's name, or the resource's; needed if there are several; with :QUALIFIER for a version or an alias
  --event FILE          the file that holds the event (default: {}); - is standard input

of test-invoke:
  --body FILE           the file that holds the request's body; - is standard input
  --header NAME:VALUE   a header of the request; may be repeated
  --stage-variable NAME=VALUE
                        a stage variable; may be repeated

of openapi:
  --stage NAME          the stage at which the document's readers call the API (default: all)
  --server URL          where they call it (default: the stages' paths); may be repeated
  --extensions          with API Gateway's extensions, so that it can be imported
  --check agentcore     writes nothing, and says why, where the API can be no tool of Amazon Bedrock AgentCore Gateway
  --filter-path PATH    checks the operations at PATH alone, of /pets/* at all paths that begin so; may be repeated
  --output FILE         the file that is written (default: standard output); FOLDER/ gets a document of each API
  --format json|yaml    (default: what the file's name says, or json)`;
