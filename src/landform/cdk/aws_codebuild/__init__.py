"""AWS::CodeBuild: projects, their sources, images and reports, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "artifacts": "Artifacts",
        "build_spec": "BuildSpec",
        "cache": "Cache",
        "credentials": "BitBucketSourceCredentials GitHubEnterpriseSourceCredentials GitHubSourceCredentials",
        "enums": (
            "BuildEnvironmentVariableType ComputeType DockerServerComputeType EnvironmentType EventAction "
            "FleetComputeType FleetOverflowBehavior HostKernel ImagePullPrincipalType LocalCacheMode "
            "MachineType "
            "ProjectNotificationEvents ProjectVisibility ReportGroupType WindowsImageType"
        ),
        "events": "PhaseChangeEvent StateChangeEvent",
        "file_systems": "FileSystemLocation",
        "filter_group": "FilterGroup",
        "fleet": "Fleet",
        "gpu_image": "LinuxGpuBuildImage",
        "images": (
            "LinuxArmBuildImage LinuxArmLambdaBuildImage LinuxBuildImage LinuxLambdaBuildImage MacBuildImage "
            "WindowsBuildImage"
        ),
        "project": "PipelineProject Project",
        "report_group": "ReportGroup",
        "sources": "Source",
        "untrusted_code": "UntrustedCodeBoundaryPolicy",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::CodeBuild", _HOMES)
