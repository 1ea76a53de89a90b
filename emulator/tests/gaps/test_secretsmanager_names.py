from tests.server import ACCOUNT_ID, REGION, Server, refused

UNKNOWN = f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"


def test_plain_moto_takes_any_key(plain_moto: Server) -> None:
    plain_moto.client("secretsmanager").create_secret(Name="keyed", KmsKeyId=UNKNOWN)


def test_refuses_a_name_until_the_secret_that_had_it_is_gone(emulator: Server) -> None:
    secrets = emulator.client("secretsmanager")
    secrets.create_secret(Name="held")
    with refused("ResourceExistsException"):
        secrets.create_secret(Name="held")
    secrets.delete_secret(SecretId="held", RecoveryWindowInDays=7)
    with refused("InvalidRequestException", "scheduled for deletion"):
        secrets.create_secret(Name="held")
    secrets.delete_secret(SecretId="held", ForceDeleteWithoutRecovery=True)
    secrets.create_secret(Name="held")
    secrets.delete_secret(SecretId="held", ForceDeleteWithoutRecovery=True)


def test_refuses_a_key_that_is_not_there(emulator: Server) -> None:
    secrets, kms = emulator.client("secretsmanager"), emulator.client("kms")
    with refused("InvalidRequestException"):
        secrets.create_secret(Name="keyed", KmsKeyId=UNKNOWN)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    secrets.create_secret(Name="keyed", KmsKeyId=key)
    assert secrets.describe_secret(SecretId="keyed")["KmsKeyId"] == key
    secrets.delete_secret(SecretId="keyed", ForceDeleteWithoutRecovery=True)
    kms.schedule_key_deletion(KeyId=key)
