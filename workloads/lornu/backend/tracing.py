"""Spans for each request; exported where a collector is configured, and otherwise only the source of trace ids."""

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def configure_traces(endpoint: str | None, environment: str) -> None:
    provider = TracerProvider(
        resource=Resource.create({"service.name": "backend", "deployment.environment.name": environment})
    )
    if endpoint is not None:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")))
    trace.set_tracer_provider(provider)
