"""Spans for each request; exported where a collector is configured, and otherwise only the source of trace ids."""

import os

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def configure_traces(endpoint: str | None, environment: str) -> None:
    """The Agent Development Kit writes prompts and answers into its spans unless it is told not to."""
    os.environ["ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS"] = "false"
    provider = TracerProvider(
        resource=Resource.create({"service.name": "backend", "deployment.environment.name": environment})
    )
    if endpoint is not None:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")))
    trace.set_tracer_provider(provider)
