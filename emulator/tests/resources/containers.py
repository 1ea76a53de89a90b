"""ECS and its scaling."""

from tests.gaps.ecs_setup import create_cluster, create_service
from tests.gaps.scheduler_setup import create_role, schedule
from tests.resources.resource import Made
from tests.server import Server


def scaling_target(server: Server) -> Made:
    client = server.client("application-autoscaling")
    with create_service(server, "targeted") as service:
        where = _scalable(f"service/{service.cluster}/{service.name}")
        arn = client.register_scalable_target(**where, MinCapacity=1, MaxCapacity=2)["ScalableTargetARN"]
        yield "FakeScalableTarget", arn
        client.deregister_scalable_target(**where)
    _deregister(server, service.task_definition_arn)


def scaling_policy(server: Server) -> Made:
    client = server.client("application-autoscaling")
    with create_service(server, "policed") as service:
        where = _scalable(f"service/{service.cluster}/{service.name}")
        client.register_scalable_target(**where, MinCapacity=1, MaxCapacity=2)
        client.put_scaling_policy(
            **where,
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": 60,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
            },
        )
        yield "FakeApplicationAutoscalingPolicy", "cpu"
        client.delete_scaling_policy(PolicyName="cpu", **where)
        client.deregister_scalable_target(**where)
    _deregister(server, service.task_definition_arn)


def schedule_group(server: Server) -> Made:
    scheduler = server.client("scheduler")
    scheduler.create_schedule_group(Name="inventoried")
    yield "ScheduleGroup", "schedule-group/inventoried"
    scheduler.delete_schedule_group(Name="inventoried")


def schedule_of_task(server: Server) -> Made:
    scheduler = server.client("scheduler")
    with create_role(server, "inventoried-scheduler") as role_arn:
        scheduler.create_schedule(**schedule(role_arn))
        yield "Schedule", "schedule/default/report"
        scheduler.delete_schedule(Name="report")


def _scalable(resource: str) -> dict[str, str]:
    return {"ServiceNamespace": "ecs", "ResourceId": resource, "ScalableDimension": "ecs:service:DesiredCount"}


def _deregister(server: Server, task_definition: str) -> None:
    server.client("ecs").deregister_task_definition(taskDefinition=task_definition)


def cluster(server: Server) -> Made:
    with create_cluster(server, "inventoried") as made:
        _deregister(server, made.task_definition_arn)
        yield "Cluster", "cluster/inventoried"


def service(server: Server) -> Made:
    with create_service(server, "serving") as made:
        yield "Service", "service/serving/agent"
        _deregister(server, made.task_definition_arn)


def task_definition(server: Server) -> Made:
    with create_cluster(server, "defined") as made:
        yield "TaskDefinition", made.task_definition_arn
        _deregister(server, made.task_definition_arn)
