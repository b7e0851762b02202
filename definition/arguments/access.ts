/** What a user writes of who may call an API, and how often. `L` is how values known only at deployment are referred to. */
import type { Source } from "../mapping/index";
import type { AuthorizerType, JwtSigningAlgorithm, QuotaPeriod } from "../tables/index";
import type { Throttle } from "../types";

/** How an author refers to functions and to texts that are known only at deployment. */
interface References {
  readonly function: unknown;
  readonly text: unknown;
}

/** Where an authorizer finds what a caller is known by. */
export type IdentitySource = Source<"header" | "querystring" | "context" | "stageVariables">;

/** An authorizer as its maker leaves it. */
export interface AuthorizerArguments<L extends References> {
  /** How it decides: by a function, by user pools, or by the keys of an OpenID Connect provider. */
  readonly type: AuthorizerType;
  /** The function that is asked, of `TOKEN` and `REQUEST`. */
  readonly function?: L["function"];
  /** ARN of a role that API Gateway assumes to invoke the function. @default the function's own policy decides, or the API's role */
  readonly authorizerCredentials?: L["text"];
  /** What a caller is known by. @default the header `Authorization`; none of `REQUEST` */
  readonly identitySource?: readonly IdentitySource[];
  /** Regular expression that the whole token, of a user pool its `aud`, must match. @default any */
  readonly identityValidationExpression?: string;
  /** Seconds for which an answer is kept, 0 to 3600. @default 300; 0 of `REQUEST` without identity sources */
  readonly authorizerResultTtlInSeconds?: number;
  /** ARNs of user pools, of `COGNITO_USER_POOLS`. */
  readonly providerArns?: readonly L["text"][];
  /** Whose tokens are accepted, of `JWT`. */
  readonly jwtConfiguration?: JwtConfigurationArguments<L>;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfigurationInput.html */
export interface JwtConfigurationArguments<L extends References> {
  /** Whose tokens are accepted, one of them at least. */
  readonly issuers: readonly JwtIssuerArguments<L>[];
  /** Signing algorithms that are accepted. @default RS256 */
  readonly defaultAlgorithms?: readonly JwtSigningAlgorithm[];
}

/** Whose tokens are accepted: https://docs.aws.amazon.com/apigateway/latest/api/API_JwtIssuerInput.html */
export interface JwtIssuerArguments<L extends References> {
  /** The `iss` of its tokens, letter for letter: an https url below which the issuer publishes `/.well-known/openid-configuration`. */
  readonly issuer: L["text"];
  /** Of these a token's `aud` must have one. */
  readonly audiences: readonly L["text"][];
  /** What else a token has to say. @default nothing */
  readonly additionalClaims?: readonly JwtAdditionalClaimArguments[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtAdditionalClaim.html */
export interface JwtAdditionalClaimArguments {
  /** The claim's name; `iss`, `aud`, `exp`, `nbf`, `iat`, `scope` and `scp` are looked at anyway. */
  readonly claimName: string;
  /** Whether a token without the claim is refused. @default false */
  readonly required?: boolean;
  /** The value that the claim must have, a text. @default any */
  readonly expectedValues?: readonly string[];
}

/** What a route asks of its caller: nothing, a signed request, or what one of the API's authorizers asks for. */
export type AuthorizationArguments<AuthorizerName extends string> = "NONE" | "AWS_IAM" | RouteAuthorizer<AuthorizerName>;

/** The authorizer that lets the callers of a route pass, or refuses them. */
export interface RouteAuthorizer<AuthorizerName extends string> {
  /** Name of one of the API's `authorizers`. */
  readonly authorizer: NoInfer<AuthorizerName>;
  /**
   * Scopes of which an access token must have one; of a user pool's resource server `<identifier>/<scope>`.
   * @default none: of a user pool an ID token is asked for
   */
  readonly scopes?: readonly string[];
}

/**
 * Who may call an API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export interface ResourcePolicyArguments<L extends References> {
  /** Callers must be among those of every list that is given; all others are refused. @default everybody */
  readonly allow?: CallersArguments<L>;
  /** Callers who are in one of the lists are refused, whatever is allowed. @default nobody */
  readonly deny?: CallersArguments<L>;
}

/** Callers by where they are, and by who they are; a list names any of them. */
export interface CallersArguments<L extends References> {
  /** Addresses or ranges in CIDR notation, IPv4 or IPv6; of a private API those that its callers have inside their VPC. */
  readonly ipRanges?: readonly L["text"][];
  /** Ids of VPCs, `vpc-…`; for private APIs alone. */
  readonly vpcIds?: readonly L["text"][];
  /** Ids of VPC endpoints, `vpce-…`; for private APIs alone. */
  readonly vpcEndpointIds?: readonly L["text"][];
  /** Account ids of twelve digits; only the callers of `AWS_IAM` routes have an account. */
  readonly accountIds?: readonly L["text"][];
  /** Ids of organizations, `o-…`; only the callers of `AWS_IAM` routes have one. */
  readonly organizationIds?: readonly L["text"][];
}

/** A policy document as AWS has it, any text of which may be known only at deployment; `execute-api:/*` is the whole API. */
export interface PolicyDocument<L extends References> {
  /** The version of the policy language. @default "2012-10-17" */
  readonly Version?: "2012-10-17" | "2008-10-17";
  /** A name of the policy's own. @default none */
  readonly Id?: string;
  /** What is allowed and denied: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
  readonly Statement: PolicyElement<L> | readonly PolicyElement<L>[];
}

/** A part of a policy document, by AWS's own names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyElement<L extends References> {
  readonly [name: string]: PolicyValue<L>;
}

export type PolicyValue<L extends References> = L["text"] | boolean | number | PolicyElement<L> | readonly PolicyValue<L>[];

/**
 * How much the holders of some API keys may ask for:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export interface UsagePlanArguments<Key extends string = string, StageName extends string = string, ApiKeyName extends string = string> {
  /** What the plan is for, in words. @default none */
  readonly description?: string;
  /** Stages that the plan's keys open. @default all of the API's */
  readonly stages?: readonly NoInfer<StageName>[];
  /** What each key may ask for, of all routes together. @default no limit but the stage's */
  readonly throttle?: Throttle;
  /** What each key may ask for of single routes, by route key. @default no limit of their own */
  readonly methodThrottle?: Readonly<Partial<Record<NoInfer<Key>, Throttle>>>;
  /** Requests of each key in a period. @default no limit */
  readonly quota?: QuotaArguments;
  /** Names of the API keys that are in the plan. @default none */
  readonly apiKeys?: readonly NoInfer<ApiKeyName>[];
}

/** Requests that a key may make in a period: https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html */
export interface QuotaArguments {
  /** Requests in each period. */
  readonly limit: number;
  /** How long a period is. */
  readonly period: QuotaPeriod;
  /** Requests by which the first period is shorter: 0 of a day, up to 6 of a week, up to 27 of a month. @default 0 */
  readonly offset?: number;
}
