"""Fields of the events of builds.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications.html
"""

from landform.cdk.aws_events.field import EventField
from landform.cdk.core.checked import Checked


class StateChangeEvent(Checked):
    """Fields of the events of builds."""

    build_status = EventField.from_path("$.detail.build-status")
    project_name = EventField.from_path("$.detail.project-name")
    build_id = EventField.from_path("$.detail.build-id")
    current_phase = EventField.from_path("$.detail.current-phase")


class PhaseChangeEvent(Checked):
    """Fields of the events of a build's phases."""

    build_complete = EventField.from_path("$.detail.build-complete")
    build_id = EventField.from_path("$.detail.build-id")
    completed_phase = EventField.from_path("$.detail.completed-phase")
    completed_phase_duration_seconds = EventField.from_path("$.detail.completed-phase-duration-seconds")
    completed_phase_status = EventField.from_path("$.detail.completed-phase-status")
    project_name = EventField.from_path("$.detail.project-name")
