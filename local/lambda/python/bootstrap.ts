/**
 * What runs in the process of a Python function: loads the handler, asks for requests, and reports and logs errors as Lambda's own client
 * does
 * (https://github.com/aws/aws-lambda-python-runtime-interface-client).
 */
export const PYTHON_BOOTSTRAP = String.raw`
import decimal, http.client, importlib, json, logging, os, re, socket, sys, time, traceback

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
LEVELS = {"TRACE": "NOTSET", "FATAL": "CRITICAL", "WARN": "WARNING"}
sys.path[0] = TASK_ROOT
request_id = None


class Fault(Exception):
    def __init__(self, type, message, trace=None):
        super().__init__(message)
        self.type, self.trace = type, trace or []


class Record:
    def __init__(self, members, names):
        for name in names.split():
            setattr(self, name, members.get(name))


def client_context(text):
    if text is None:
        return None
    context = Record(json.loads(text), "custom env client")
    if context.client is not None:
        context.client = Record(context.client, "installation_id app_title app_version_name app_version_code app_package_name")
    return context


class Context:
    tenant_id = None

    def __init__(self, headers):
        environ = os.environ
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.identity = type("CognitoIdentity", (), {"cognito_identity_id": None, "cognito_identity_pool_id": None})()
        self.client_context = client_context(headers["Lambda-Runtime-Client-Context"])
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class Encoder(json.JSONEncoder):
    """A Decimal is written with its own digits."""

    def __init__(self):
        super().__init__(ensure_ascii=sys.version_info < (3, 12), default=self.decimal)
        self.digits = {}

    def decimal(self, value):
        if not isinstance(value, decimal.Decimal):
            return super().default(value)
        if value.is_nan():
            return float("nan")
        mark = "\x00decimal%d\x00" % len(self.digits)
        self.digits[json.dumps(mark)] = str(value)
        return mark

    def encode(self, value):
        text = super().encode(value)
        for mark, digits in self.digits.items():
            text = text.replace(mark, digits)
        return text


class RequestFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = request_id or ""
        return True


class JsonFormatter(logging.Formatter):
    KNOWN = set(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime", "aws_request_id"}

    def format(self, record):
        line = {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)), "level": record.levelname, "message": record.getMessage(), "logger": record.name}
        if record.exc_info:
            line["stackTrace"] = traceback.format_exception(*record.exc_info)[1:-1]
            line["errorType"] = record.exc_info[0].__name__
            line["errorMessage"] = str(record.exc_info[1])
            line["location"] = "%s:%s:%d" % (record.pathname, record.funcName, record.lineno)
        if request_id:
            line["requestId"] = request_id
        line.update({key: value for key, value in record.__dict__.items() if key not in self.KNOWN})
        return json.dumps(line, default=str, ensure_ascii=False)


def set_up_logging():
    handler = logging.StreamHandler(sys.stdout)
    formatter = JsonFormatter() if JSON_LOGS else logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(RequestFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    if level:
        root.setLevel(LEVELS.get(level, level))


def load_handler(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module_name)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        place = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), [place])
    if not hasattr(module, function):
        raise Fault("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module_name))
    return getattr(module, function)


def error_object(error):
    if isinstance(error, Fault):
        return {"errorMessage": str(error), "errorType": error.type, "requestId": request_id or "", "stackTrace": error.trace}
    # Without the columns that newer versions mark.
    frames = [
        (frame.filename, frame.lineno, frame.name, frame.line)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename != __file__ and not frame.filename.startswith("<frozen importlib")
    ]
    return {"errorMessage": str(error), "errorType": type(error).__name__, "requestId": request_id or "", "stackTrace": traceback.format_list(frames)}


def log_error(error):
    if JSON_LOGS:
        line = json.dumps({"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "level": "ERROR", **error}, ensure_ascii=False)
    else:
        trace = [line for entry in error["stackTrace"] for line in entry.splitlines()]
        line = "\r".join(["[ERROR] %s: %s" % (error["errorType"], error["errorMessage"]), "Traceback (most recent call last):", *trace])
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class RuntimeApi:
    def __init__(self):
        self.connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])

    def call(self, method, path, body=None, headers={}):
        self.connection.request(method, "/2018-06-01/runtime/" + path, body, headers)
        response = self.connection.getresponse()
        return response.headers, response.read()

    def fail(self, path, error):
        self.call("POST", path, json.dumps(error).encode(), {"Lambda-Runtime-Function-Error-Type": error["errorType"]})


def answer(handler, headers, event):
    try:
        value = json.loads(event)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
    result = handler(value, Context(headers))
    if isinstance(result, bytes):
        return result
    try:
        return Encoder().encode(result).encode("utf-8", "surrogatepass")
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def keep_from_aws():
    """Nothing reaches AWS itself unless a variable names it."""
    if "AWS_ENDPOINT_URL" not in os.environ:
        return
    getaddrinfo = socket.getaddrinfo

    def guarded(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else str(host)
        asked = [url[8:] for key, url in os.environ.items() if key.startswith("AWS_ENDPOINT_URL_") and url.startswith("https://")]
        if re.search(r"(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$", name) and not any(("." + name).endswith("." + known) for known in asked):
            service = name.split(".")[0]
            message = "%s is not reached from a local function: --endpoint %s=URL points to one that runs, --endpoint %s=aws to AWS itself" % (name, service, service)
            print(message, file=sys.stderr, flush=True)
            raise socket.gaierror(socket.EAI_NONAME, message)
        return getaddrinfo(host, *args, **kwargs)

    socket.getaddrinfo = guarded


def keep_trace_variable():
    """The C library never frees a value that a variable has had: it gets the first trace alone, os.environ has each."""
    putenv, name = os.putenv, os.fsencode("_X_AMZN_TRACE_ID")
    has_one = False

    def put(key, value):
        nonlocal has_one
        if key != name or not has_one:
            putenv(key, value)
        has_one = has_one or key == name

    os.putenv = put


def main():
    global request_id
    keep_from_aws()
    keep_trace_variable()
    api = RuntimeApi()
    set_up_logging()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        log_error(error_object(error))
        api.fail("init/error", error_object(error))
        sys.exit(1)
    while True:
        headers, event = api.call("GET", "invocation/next")
        request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"] or ""
        try:
            body, error = answer(handler, headers, event), None
        except Exception as raised:
            error = error_object(raised)
            log_error(error)
        sys.stdout.flush()
        sys.stderr.flush()
        if error is None:
            api.call("POST", "invocation/%s/response" % request_id, body, {"Content-Type": "application/json"})
        else:
            api.fail("invocation/%s/error" % request_id, error)


main()
`;
