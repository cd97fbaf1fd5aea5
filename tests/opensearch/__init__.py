"""A real OpenSearch for tests: jars of Maven Central, one JVM a node, on loopback only.

`Node.java` starts a node from the class path; `pom.xml` says which jars; `nodes` fetches them once, starts,
kills and stops. Needs a JDK of 21 or more and Maven; tests that want a node are skipped, with the reason,
where one of them is missing.
"""
