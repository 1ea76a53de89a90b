from tests.server import ACCOUNT_ID, REGION, Server, refused

UNKNOWN = f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"


def create(server: Server, key: str) -> None:
    server.client("logs").create_log_group(logGroupName="/encrypted", kmsKeyId=key)


def test_plain_moto_takes_any_key(plain_moto: Server) -> None:
    create(plain_moto, UNKNOWN)


def test_refuses_a_key_that_is_not_there_or_on_its_way_out(emulator: Server) -> None:
    kms, logs = emulator.client("kms"), emulator.client("logs")
    with refused("InvalidParameterException"):
        create(emulator, UNKNOWN)
    key = kms.create_key()["KeyMetadata"]
    create(emulator, key["Arn"])
    logs.delete_log_group(logGroupName="/encrypted")
    kms.schedule_key_deletion(KeyId=key["KeyId"])
    with refused("InvalidParameterException"):
        create(emulator, key["Arn"])
