"""All of them, by what becomes of them."""

from tests.resources import containers, names, network, stores
from tests.resources.resource import Resource

MODULES = (containers, names, network, stores)

GONE_WHEN_DELETED: tuple[Resource, ...] = (
    network.vpc,
    network.subnet,
    network.security_group,
    network.elastic_address,
    network.flow_log,
    names.role,
    stores.bucket,
    stores.bucket_object,
    stores.file_system,
    stores.access_point,
    stores.secret,
    stores.log_group,
    stores.log_stream,
    network.load_balancer,
    network.target_group,
    network.trust_store,
    stores.queue,
    stores.topic,
    stores.subscription,
    stores.parameter,
    stores.repository,
    names.zone,
    names.record,
    names.health_check,
    names.namespace,
    names.service_in_namespace,
    names.certificate,
    names.alias,
    stores.alarm,
    stores.budget,
    containers.schedule_group,
    containers.schedule_of_task,
    containers.scaling_target,
    containers.scaling_policy,
)
KEPT_WHEN_DELETED: dict[Resource, str] = {
    containers.cluster: "inactive",
    containers.service: "inactive",
    containers.task_definition: "inactive",
    network.nat_gateway: "inactive",
    names.key: "pending-deletion",
    stores.secret_with_recovery: "pending-deletion",
}
"""What AWS itself keeps, and the state that the inventory gives it."""
