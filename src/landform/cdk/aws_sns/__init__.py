"""AWS::SNS: topics, subscriptions, policies, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "filters": "BetweenCondition Filter FilterOrPolicy FilterOrPolicyType Policy SubscriptionFilter",
        "grants": "TopicGrants",
        "logging": "BackoffFunction LoggingProtocol",
        "subscription": "Subscription SubscriptionProtocol",
        "topic": "FifoThroughputScope Topic TopicBase TracingConfig",
        "topic_policy": "TopicPolicy",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::SNS", _HOMES)
