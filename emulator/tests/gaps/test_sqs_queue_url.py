from tests.gaps.sqs_setup import attributes_of, create_queue, set_attributes
from tests.server import ACCOUNT_ID, REGION, Server, refused

URL = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT_ID}/addressed"


def test_plain_moto_names_its_own_address(plain_moto: Server) -> None:
    with create_queue(plain_moto, "addressed") as url:
        assert url.startswith(plain_moto.endpoint)


def test_answers_with_the_address_of_aws(emulator: Server) -> None:
    sqs = emulator.client("sqs")
    with create_queue(emulator, "addressed") as url:
        assert url == URL
        assert sqs.get_queue_url(QueueName="addressed")["QueueUrl"] == URL
        assert sqs.list_queues(QueueNamePrefix="addressed")["QueueUrls"] == [URL]


def test_takes_calls_by_that_address(emulator: Server) -> None:
    sqs = emulator.client("sqs")
    with create_queue(emulator, "addressed"):
        set_attributes(emulator, URL, VisibilityTimeout="60")
        assert attributes_of(emulator, URL, "VisibilityTimeout") == {"VisibilityTimeout": "60"}
        sqs.send_message(QueueUrl=URL, MessageBody="task")
        assert sqs.receive_message(QueueUrl=URL)["Messages"][0]["Body"] == "task"
    with refused("AWS.SimpleQueueService.NonExistentQueue"):
        sqs.get_queue_url(QueueName="addressed")
