"""Services of ECS with what they usually stand behind: load balancers, queues, schedules.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/Welcome.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ApplicationLoadBalancedEc2Service": "application_services",
    "ApplicationLoadBalancedFargateService": "application_services",
    "ApplicationLoadBalancedServiceBase": "application_base",
    "ApplicationLoadBalancedServiceRecordType": "enums",
    "ApplicationMultipleTargetGroupsEc2Service": "application_targets",
    "ApplicationMultipleTargetGroupsFargateService": "application_targets",
    "ApplicationMultipleTargetGroupsServiceBase": "application_targets",
    "NetworkLoadBalancedEc2Service": "network_services",
    "NetworkLoadBalancedFargateService": "network_services",
    "NetworkLoadBalancedServiceBase": "network_services",
    "NetworkLoadBalancedServiceRecordType": "enums",
    "NetworkMultipleTargetGroupsEc2Service": "network_targets",
    "NetworkMultipleTargetGroupsFargateService": "network_targets",
    "NetworkMultipleTargetGroupsServiceBase": "network_targets",
    "QueueProcessingEc2Service": "queue_processing",
    "QueueProcessingFargateService": "queue_processing",
    "QueueProcessingServiceBase": "queue_processing",
    "ScheduledEc2Task": "scheduled_tasks",
    "ScheduledFargateTask": "scheduled_tasks",
    "ScheduledTaskBase": "scheduled_tasks",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
