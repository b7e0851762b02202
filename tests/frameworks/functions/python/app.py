import json

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from mangum import Mangum

logger = Logger(service="greetings")
powertools = APIGatewayRestResolver()


@powertools.get("/python/powertools/<name>")
def greet(name: str):
    return {"hello": name}


async def asgi(scope, receive, send):
    if scope["type"] != "http":
        return
    body = json.dumps({"hello": scope["query_string"].decode()}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [[b"content-type", b"application/json"]]})
    await send({"type": "http.response.body", "body": body})


mangum = Mangum(asgi, lifespan="off")


def handler(event, context):
    return mangum(event, context) if event["path"].startswith("/python/mangum") else powertools.resolve(event, context)
